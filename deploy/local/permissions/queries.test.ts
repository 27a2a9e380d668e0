import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pickUpCodeKind } from '@yunzhen/contracts/dispensing/dispensing';
import { queries } from '@yunzhen/contracts/index';
import type { Query } from '@yunzhen/contracts/query';
import { matches, type Reach, reachable } from '@yunzhen/contracts/reach';
import { type Role, roles } from '@yunzhen/contracts/roles';
import type { ViewShape } from '@yunzhen/contracts/shape';
import { testServers } from '@yunzhen/platform/servers.testing';
import { type ViewsTold, viewPointers, viewsChannel } from '@yunzhen/platform/view-progress';
import { runViews } from '@yunzhen/projections/engine/views';
import { allViews } from '@yunzhen/projections/registry';
import { composeReadApi } from '@yunzhen/read-api/compose';
import { eventIn } from './fixtures.testing.ts';

/** A visit from booking to pick-up, and what else there is to see. */
const story = [
  ...['department.opened', 'drug.listed', 'diagnosis.listed', 'practitioner.hired', 'clinic-session.published'],
  ...['patient.registered', 'patient.visit-person-added', 'registration.held', 'payment.created', 'registration.paid'],
  ...['registration.booked', 'consultation.opened', 'consultation.accepted', 'conversation.opened'],
  ...['conversation.message-sent', 'record.written', 'record.published', 'prescription.submitted'],
  ...['prescription.claimed', 'prescription.passed', 'prescription.published', 'prescription.paid'],
  ...['dispensing.readied', 'dispensing.dispensed', 'rating.rated', 'complaint.filed'],
  ...['template.prescription-saved', 'template.record-saved', 'case.opened', 'privacy.requested'],
];
/** The same story twice, with other people. */
const sets = ['mine', 'another’s'] as const;
type Set = (typeof sets)[number];
const now = Date.now();

interface People extends Readonly<Partial<Record<Role, string>>> {
  readonly patient: string;
  readonly doctor: string;
  readonly pharmacist: string;
}
const peopleOf = (set: Set): People => {
  const { patientId, doctorId } = eventIn(set, 'registration.held');
  const { pharmacistId } = eventIn(set, 'prescription.passed');
  return { patient: String(patientId), doctor: String(doctorId), pharmacist: String(pharmacistId) };
};
/** Every field that some event of a set names, the first one kept: what stands in the path of a query. */
const named = (set: Set): Record<string, unknown> =>
  Object.assign({}, ...story.map(type => eventIn(set, type)).reverse());

let house: Awaited<ReturnType<typeof testServers>>;
let app: Awaited<ReturnType<typeof house.app>>;
let position = '0';
const abort = new AbortController();
let projecting: Promise<void>;

const append = async (type: string, data: object): Promise<void> => {
  const metadata = { at: new Date(now).toISOString() };
  const event = { id: randomUUID(), type, data: data as Record<string, unknown>, metadata };
  position = String((await house.given.store.append(`given-${randomUUID()}`, [event], 'no_stream')).position);
};
/** Who asks in each role: of those who have something of their own, the people of `mine`. */
const askers = new Map<Role, { readonly id: string; readonly headers: Record<string, string> }>();

beforeAll(async () => {
  house = await testServers();
  const { store, db } = house.given;
  const { done } = await runViews({
    store,
    db,
    views: await allViews(),
    announce: async (reached, changed) => {
      const told: ViewsTold = { position: Number(reached), changed };
      await house.servers.redis.client.publish(viewsChannel, JSON.stringify(told));
    },
    alarm: message => {
      throw new Error(message);
    },
    signal: abort.signal,
  });
  projecting = done;
  app = await house.app(await composeReadApi(house.servers, house.log, house.metrics));
  for (const set of sets) {
    const { doctor, patient } = peopleOf(set);
    // The visit is today: its doctor treats it.
    const startsAt = new Date(now - 3_600_000).toISOString();
    const pickUpCodeIndex = house.servers.sealing.blindIndex(pickUpCodeKind, codeOf(set));
    const given = { practitionerId: doctor, patientId: patient, startsAt, pickUpCodeIndex };
    for (const type of story) await append(type, eventIn(set, type, given));
  }
  for (const role of roles) {
    const id = peopleOf('mine')[role] ?? randomUUID();
    await append('account.opened', { accountId: id, role });
    askers.set(role, { id, headers: await house.bearer(id, role) });
  }
});
afterAll(async () => {
  abort.abort();
  await projecting;
  await house.close();
});

const more: Readonly<Record<string, object>> = {
  persons: { q: 'a' },
  drugs: { q: 'a' },
  diagnoses: { q: 'a' },
  reviewList: { state: 'done' },
  dispensings: { status: 'dispensed' },
  prescriptionTemplates: { of: 'me' },
  recordTemplates: { of: 'me' },
  reconciliations: { month: '2026-03' },
  bookLines: { day: '2026-03-02', book: 'trade' },
  accountBalances: { from: '2026-03-01', to: '2026-03-31' },
  openItems: { account: '1031' },
};
/** The pick-up code of a set. */
const codeOf = (set: Set): string => String(sets.indexOf(set)).padStart(10, '0');
const ask = async (name: string, { path, posted, params }: Query, role: Role | null, set: Set) => {
  const fields = { ...named(set), ...more[name] } as Record<string, string>;
  const given = Object.fromEntries(
    Object.keys(params).flatMap(param => (more[name] && param in more[name] ? [[param, fields[param]]] : [])),
  );
  const url = `/api${path.replaceAll(/:(\w+)/g, (_, param: string) => fields[param] ?? randomUUID())}`;
  const headers = role ? (askers.get(role)?.headers ?? {}) : {};
  const wanted = { ...given, after: position };
  const answer = posted
    ? await app.inject({ method: 'POST', url, headers, payload: { ...wanted, pickUpCode: codeOf(set) } })
    : await app.inject({ method: 'GET', url, headers, query: wanted as Record<string, string> });
  return {
    status: answer.statusCode,
    body: answer.body === '' ? null : (JSON.parse(answer.body) as { rows?: object[] }),
  };
};

/** What a query is about: the first view it reads. */
const about = ({ reads }: Query): ViewShape | undefined =>
  reads.find((shape): shape is ViewShape => shape.kind === 'view');
const rowOf = async (view: ViewShape, id: string): Promise<object | null> => {
  const pointer = await viewPointers(house.given.db).findOne({ _id: view.name });
  return pointer && house.given.db.collection<{ _id: string }>(pointer.collection).findOne({ _id: id });
};

const cases = [...queries].map(([name, query]) => ({ name, query }));

test.each(cases)('[O4] query.$name over HTTP: every role, and every owner', async ({ name, query }) => {
  const { access } = query;
  const anonymous = await ask(name, query, null, 'mine');
  if (access !== 'everyone') expect(anonymous.status).toBe(401);
  const asked = async (role: Role, set: Set) => {
    const reach: Reach | undefined = access === 'everyone' ? 'any' : access[role];
    const { status, body } = await ask(name, query, role, set);
    const said = [name, role, set, status];
    if (!reach) return expect(said).toEqual([name, role, set, 403]);
    // Figures need ClickHouse, which is not there.
    expect([...said, [200, 404, 500, 503, 504].includes(status)]).toEqual([...said, true]);
    await expectReached(query, { role, reach, set, status, rows: body?.rows });
  };
  // At once: what waits for ClickHouse waits once.
  await Promise.all(roles.flatMap(role => sets.map(set => asked(role, set))));
});

interface Asked {
  readonly role: Role;
  readonly reach: Reach;
  readonly set: Set;
  readonly status: number;
  readonly rows: readonly object[] | undefined;
}
/** What is reached is shown, and nothing else. */
const expectReached = async (query: Query, { role, reach, set, status, rows }: Asked): Promise<void> => {
  const view = about(query);
  const id = askers.get(role)?.id ?? '';
  if (!view || (reach === 'own' && !view.owners[role])) return;
  const filter = reachable(reach, { id, role, departmentId: null, now: new Date(now).toISOString() }, view.owners);
  const [, param] = /:(\w+)$/.exec(query.path.split('/').slice(0, 3).join('/')) ?? [];
  const target = param && (await rowOf(view, String(named(set)[param])));
  const where = [query.path, role, set];
  if (target) {
    // Said without the filter where it is plain.
    const shown = reach === 'own' ? set === 'mine' : reach === 'any' || matches(filter, target);
    expect([...where, status]).toEqual([...where, shown ? 200 : 404]);
  } else if (rows && !query.path.includes(':') && typeof reach === 'string' && reach !== 'any') {
    const field = view.owners[role] ?? '';
    const whose = new globalThis.Set(rows.map(row => Reflect.get(row, field)));
    expect([...where, [...whose]]).toEqual([...where, [id]]);
  }
};
