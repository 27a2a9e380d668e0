/** Answers a timeline: events of the streams that go by one id, in their order, with who caused each. */
import { accountsView } from '@yunzhen/contracts/account/row';
import { practitionersView } from '@yunzhen/contracts/practitioner/row';
import { roles } from '@yunzhen/contracts/roles';
import type { Sealed } from '@yunzhen/contracts/sealed';
import { momentWords } from '@yunzhen/contracts/timeline/text.zh';
import type { Timeline } from '@yunzhen/contracts/timeline/timeline';
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import { z } from 'zod';
import { type Answered, answer, shown } from './answer.ts';
import { all } from './filters.ts';
import { byId } from './names.ts';

const actor = z.object({ id: z.string(), role: z.enum([...roles, 'system']) });
const unknown = { id: '', role: 'system' } as const;

/** Who did it; of what a process did, who caused that, since a process does nothing by itself but for time. */
const byOf = ({ actor: id, role, causedBy }: RecordedEvent['metadata']): z.output<typeof actor> => {
  const did = actor.safeParse({ id, role });
  const caused = actor.safeParse(causedBy);
  if (did.success && did.data.role !== 'system') return did.data;
  return caused.success ? caused.data : unknown;
};

/** Plain or sealed; a reason that is one of a few words is said by the event's own. */
const whyOf = ({ data }: RecordedEvent): string | null =>
  typeof data.reason === 'string' && /[^a-z-]/.test(data.reason) ? data.reason : null;

export const timelineAnswer = (name: string, { query, view: shape, param, streams }: Timeline): Answered =>
  answer(name, query, async ({ params, reachable, view, history }) => {
    const id = String((params as Record<string, unknown>)[param]);
    shown(await view(shape).findOne(all({ _id: id }, reachable(shape)) as never));
    const events = (await Promise.all(streams.map(stream => history(`${stream}-${id}`)))).flat();
    const told = events
      .filter(({ type }) => momentWords(type) !== null)
      .toSorted((a, b) => (a.position < b.position ? -1 : 1))
      .map(event => ({ event, by: byOf(event.metadata) }));
    const ids = told.filter(({ by }) => by.role !== 'patient' && by.role !== 'system').map(({ by }) => by.id);
    const [accounts, practitioners] = await Promise.all([
      byId(view, accountsView, ids),
      byId(view, practitionersView, ids),
    ]);
    const nameOf = (of: string) =>
      (practitioners.get(of)?.name as Sealed<string> | undefined) ?? accounts.get(of)?.name ?? null;
    return {
      rows: told.map(({ event, by }) => ({
        eventId: event.id,
        type: event.type,
        at: String(event.metadata.at),
        by: { role: by.role, name: nameOf(by.id) },
        why: whyOf(event) as Sealed<string> | null,
      })),
    };
  });
