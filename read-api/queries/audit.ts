import { accountsView } from '@yunzhen/contracts/account/row';
import { auditQueries } from '@yunzhen/contracts/audit/queries';
import { type AuditRow, auditLog } from '@yunzhen/contracts/audit/row';
import { disclosureMinutes } from '@yunzhen/contracts/disclosure/disclosure';
import { disclosuresView } from '@yunzhen/contracts/disclosure/row';
import { queries } from '@yunzhen/contracts/index';
import { permissionOf } from '@yunzhen/contracts/permissions';
import { practitionersView } from '@yunzhen/contracts/practitioner/row';
import type { StoredRow } from '@yunzhen/contracts/shape';
import { answer, type View } from '../answer.ts';
import { all, equal, within } from '../filters.ts';
import { byId } from '../names.ts';
import { pageOf } from '../paging.ts';

type Entry = StoredRow<typeof auditLog>;

const newest = { field: 'at', direction: -1 } as const;
const entryIdOf = ({ writer, number }: Pick<AuditRow, 'writer' | 'number'>): string => `${writer}-${number}`;

/** Capability by query: that of the view which it is mostly made of. */
const topics: ReadonlyMap<string, string> = new Map(
  [...queries].flatMap(([name, { reads }]) => {
    const [of] = reads.flatMap(({ events }) => events);
    return of ? [[permissionOf.query(name), of.slice(0, of.indexOf('.'))] as const] : [];
  }),
);
/** The capability that something asked is about; null for an endpoint. */
const topicOf = (what: string): string | null =>
  what.startsWith('endpoint.') ? null : (topics.get(what) ?? what.slice(0, what.indexOf('.')));

/** Why these were looked at, where who looked said so before: by the disclosure itself, or the newest of the same people in its time. */
const reasonsFor = async (view: View, entries: readonly Entry[]) => {
  const patients = [...new Set(entries.flatMap(({ whose }) => whose))];
  const staff = [...new Set(entries.flatMap(({ who }) => who ?? []))];
  const given =
    patients.length === 0
      ? []
      : await view(disclosuresView)
          .find({ patientId: { $in: patients }, staffId: { $in: staff } })
          .sort({ openedAt: -1 })
          .toArray();
  const named = await byId(
    view,
    disclosuresView,
    entries.map(({ why }) => why),
  );
  return ({ at, who, whose, why }: Entry) => {
    const since = new Date(Date.parse(at) - disclosureMinutes * 60_000).toISOString();
    const said = given.find(
      ({ patientId, staffId, openedAt }) =>
        staffId === who && patientId !== null && whose.includes(patientId) && openedAt <= at && openedAt >= since,
    );
    return (named.get(why ?? '') ?? said)?.reason ?? null;
  };
};

export const audit = answer('audit', auditQueries.audit, async ({ params, view }) => {
  const { kind, role, outcome, who, whose, from, to, ...paging } = params;
  const filter = all(
    { ...equal({ kind, role, who }), ...within('at', from, to) },
    outcome ? { outcome: outcome === 'done' ? 'done' : { $ne: 'done' } } : {},
    whose ? { $or: [{ whose }, { about: whose }] } : {},
  );
  const { rows, next } = await pageOf(view(auditLog), filter, newest, paging);
  const [names, reasonOf] = await Promise.all([
    byId(
      view,
      accountsView,
      rows.map(row => row.who),
    ),
    reasonsFor(view, rows),
  ]);
  return {
    rows: rows.map(row => {
      const { at, kind, what, who, role, whose, about, from, outcome } = row;
      const told = { at, kind, what, who, role, whose, about, from, outcome };
      return {
        ...told,
        entryId: entryIdOf(row),
        topic: topicOf(what),
        reason: reasonOf(row),
        whoName: names.get(who ?? '')?.name ?? null,
      };
    }),
    next,
  };
});

export const looksAtMe = answer('looksAtMe', auditQueries.looksAtMe, async ({ params, by, view, reachable }) => {
  const looks = { kind: { $in: ['look', 'export'] }, outcome: 'done', who: { $nin: [by?.id ?? null, null] } };
  const { rows, next } = await pageOf(view(auditLog), all(reachable(auditLog), looks), newest, params);
  const [practitioners, reasonOf] = await Promise.all([
    byId(
      view,
      practitionersView,
      rows.map(row => row.who),
    ),
    reasonsFor(view, rows),
  ]);
  return {
    rows: rows.flatMap(row =>
      row.role
        ? [
            {
              entryId: entryIdOf(row),
              at: row.at,
              role: row.role,
              practitionerName: practitioners.get(row.who ?? '')?.name ?? null,
              topic: topicOf(row.what),
              exported: row.kind === 'export',
              reason: reasonOf(row),
            },
          ]
        : [],
    ),
    next,
  };
});
