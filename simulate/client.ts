/** The people's devices: each command under one key, sent again when no answer came, to whichever write side answers. */

import type { Intent } from '@yunzhen/people/intent';
import type { Random } from '@yunzhen/people/random';
import { EventStoreUnavailable, WrongExpectedRevision } from '@yunzhen/platform/eventstore';
import { OutcomeUnknown } from '@yunzhen/platform/problem';
import { Refusal } from '@yunzhen/platform/refusal';
import type { Answer, Envelope } from '@yunzhen/write-side/commit';
import type { WriteSide } from './parts/write-side.ts';
import type { Store } from './world/event-store.ts';
import type { Part, Schedule } from './world/schedule.ts';

export interface Node extends WriteSide {
  readonly part: Part;
}
export interface Acknowledged extends Answer {
  readonly stream: string;
  readonly key: string;
  readonly command: string;
}
interface Request {
  readonly intent: Intent;
  readonly key: string;
  answered: boolean;
}

/** A role's command may be refused to them for who they are; a conflict that lasts is answered as one: nothing was stored, and asking again is safe. */
const expected = new Set(['Forbidden', 'NotFound', 'ZodError', 'WrongExpectedRevision']);

export const clients = (options: {
  readonly schedule: Schedule;
  readonly random: Random;
  readonly store: Store;
  readonly lost: () => number;
  readonly wrong: (invariant: string, message: string) => void;
}) => {
  const { schedule, random, store, lost, wrong } = options;
  const acknowledged: Acknowledged[] = [];
  let open: Request[] = [];
  const wanted: Intent[] = [];

  const storedOf = ({ intent, key }: Request) =>
    store.recorded(`${intent.to}-${intent.id}`).findLast(({ metadata }) => metadata.commandId === key);

  const answered = (request: Request, answer: Answer): void => {
    const { intent, key } = request;
    const stream = `${intent.to}-${intent.id}`;
    const stored = storedOf(request);
    if (stored && stored.revision !== answer.revision)
      wrong(
        'first-answer',
        `${intent.command} of ${stream} is at ${stored.revision}, the answer says ${answer.revision}`,
      );
    acknowledged.push({ ...answer, stream, key, command: intent.command });
    if (random.chance(lost())) return;
    request.answered = true;
  };

  const refused = (request: Request, error: unknown, wasStored: boolean): void => {
    const { intent } = request;
    const name = error instanceof Error ? error.name : String(error);
    if (error instanceof OutcomeUnknown || error instanceof EventStoreUnavailable) return;
    // Others were first until the deadline: the answer is to send it again.
    if (error instanceof WrongExpectedRevision) return;
    if (wasStored)
      wrong(
        'first-answer',
        `${intent.command} of ${intent.to}-${intent.id} was stored and then answered ${name} ${error}`,
      );
    else if (!(error instanceof Refusal) && !expected.has(name))
      wrong('unexpected-error', `${intent.to}/${intent.command}: ${(error as Error).stack}`);
    request.answered = true;
  };

  const attempt = (request: Request, node: Node): Promise<void> => {
    const { intent, key } = request;
    const go = async (): Promise<void> => {
      await schedule.park(
        `takes ${intent.to}/${intent.command} ${intent.id} of ${intent.by.role} ${intent.by.id}`,
        () => undefined,
      );
      const envelope: Envelope = {
        commandId: key,
        correlationId: key,
        causationId: key,
        by: intent.by,
        at: new Date(schedule.now()).toISOString(),
      };
      const wasStored = storedOf(request) !== undefined;
      const { to: capability, id, command, input } = intent;
      await node
        .dispatch({ capability, id, command, input }, envelope)
        .then(answer => answered(request, answer))
        .catch(error => refused(request, error, wasStored));
    };
    return schedule.within(node.part, () => void go());
  };

  return {
    acknowledged,
    /** Requests that nobody has answered yet. */
    open: (): number => {
      open = open.filter(request => !request.answered);
      return open.length;
    },
    send: async (intent: Intent, node: Node): Promise<void> => {
      const request: Request = { intent, key: random.uuid(), answered: false };
      open.push(request);
      wanted.push(intent);
      await attempt(request, node);
    },
    /** Something that was wanted before, to be wanted once more. */
    before: (otherwise: Intent): Intent => (wanted.length > 0 ? random.pick(wanted) : otherwise),
    /** One that got no answer is sent again; some people never do. */
    again: async (node: Node): Promise<void> => {
      open = open.filter(request => !request.answered);
      if (open.length > 0) await attempt(random.pick(open), node);
    },
    /** Everybody who got no answer asks again. */
    allAgain: async (node: () => Node): Promise<void> => {
      for (const request of open) if (!request.answered) await attempt(request, node());
    },
    giveUp: (): void => {
      open = [];
    },
  };
};
