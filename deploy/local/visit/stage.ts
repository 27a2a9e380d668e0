/** Where a visit is lived: one hospital, the people in it, and steps that must happen in their time. */

import type { Credentials } from '@yunzhen/contracts/api/auth';
import type { CommandAnswer } from '@yunzhen/contracts/api/client';
import { Problem } from '@yunzhen/contracts/api/problem';
import { capabilities } from '@yunzhen/contracts/index';
import type { Query } from '@yunzhen/contracts/query';
import type { Intent } from '@yunzhen/people/intent';
import { sendOver } from '@yunzhen/people/over-http';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { type Inbox, inbox, type Push } from './inbox.ts';
import { type Narrator, short, silent } from './narrator.ts';
import { enter, type Person } from './person.ts';
import { type Phone, phone } from './phone.ts';

/** Something did not happen as it must, or not in its time. */
export class VisitFailed extends Error {
  override readonly name = 'VisitFailed';
}
export const must: (holds: unknown, what: string) => asserts holds = (holds, what) => {
  if (!holds) throw new VisitFailed(what);
};

/** How long a step waits for what it expects, in milliseconds: generous, because what counts is that it happens. */
const patienceMs = 60_000;

/** Waits for it as long as a step waits for anything. */
export const within = async <T>(work: Promise<T>, otherwise: string): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new VisitFailed(otherwise)), patienceMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

type Ids = Readonly<Record<string, unknown>>;

/** What a person does in a step; every function narrates what came of it. */
export interface Doing {
  /** Sends a command that must lead to this event. */
  readonly command: <E extends string>(event: NoInfer<E>, intent: Intent<string, E>) => Promise<CommandAnswer>;
  /** Sends a command that must be refused with this code. */
  readonly refused: <R extends string>(code: NoInfer<R>, intent: Intent<string, string, R>) => Promise<void>;
  /** A push with this type and these ids must arrive at somebody on a channel. */
  readonly told: (whom: Person, channel: string, type: string, ids?: Ids) => Promise<Push>;
  /** What a query answers once it has seen all that happened so far; `shows` says it in a line, or false when it is not so. */
  readonly view: <P extends z.ZodRawShape, R extends z.ZodType>(
    query: Query<P, R>,
    params: z.input<z.ZodObject<P>>,
    shows: (answer: z.output<R>) => string | false,
    by?: Person,
  ) => Promise<z.output<R>>;
  readonly note: (text: string) => void;
  readonly show: (text: string) => void;
}

export interface Stage {
  readonly origin: string;
  readonly phone: Phone;
  readonly scene: (title: string) => void;
  readonly enter: (name: string, part: string, credentials: Credentials) => Promise<Person>;
  readonly step: <T>(who: Person, does: string, how: (doing: Doing) => Promise<T>) => Promise<T>;
  /** The same stage, but nothing is said. */
  readonly quiet: Stage;
  readonly leave: () => void;
}

/** Whether events of this capability reach a channel that somebody here listens to, so that their type can be heard. */
const heard = (name: string): boolean =>
  name === 'conversation' || capabilities.some(one => one.name === name && one.boards?.includes('operations'));

export const stage = (origin: string, narrator: Narrator): Stage => {
  const people: Person[] = [];
  const everything = inbox();
  const shared = {
    origin,
    phone: phone(origin),
    enter: async (name: string, part: string, credentials: Credentials) => {
      const person = await enter({ origin, name, part, credentials, overheard: everything.put }).catch(
        (error: Error) => {
          throw new VisitFailed(`${name}（${part}） could not sign in: ${error.name} ${error.message}`);
        },
      );
      people.push(person);
      return person;
    },
    leave: () => {
      for (const person of people) person.leave();
    },
  };
  const happened = latest();
  const told = (by: Narrator): Omit<Stage, 'quiet'> => ({
    ...shared,
    scene: by.scene,
    step: stepping(by, everything, happened),
  });
  const quiet: Stage = {
    ...told(silent),
    get quiet() {
      return quiet;
    },
  };
  return { ...told(narrator), quiet };
};

/** The newest position that anybody was told of. */
interface Latest {
  readonly at: (position: unknown) => void;
  readonly last: () => string | undefined;
}
const latest = (): Latest => {
  let newest = 0n;
  return {
    at: position => {
      const told = BigInt(String(position));
      if (told > newest) newest = told;
    },
    last: () => (newest === 0n ? undefined : String(newest)),
  };
};

const stepping =
  (narrator: Narrator, everything: Inbox, happened: Latest): Stage['step'] =>
  async (who, does, how) => {
    narrator.step(who.name, who.part, does);
    const started = performance.now();
    const since = (at = performance.now()) => at - started;

    const doing: Doing = {
      command: async (event, intent) => {
        const { to, id, command } = intent;
        const answer = await sendOver(who.api, intent, v7());
        const took = since();
        happened.at(answer.position);
        const where = `revision ${answer.revision} of ${to}-${short(id)}, position ${answer.position}`;
        if (!heard(to)) {
          narrator.line('event', `${to}/${command} → ${where}`, took);
          return answer;
        }
        const push = await everything.find({ data: { position: answer.position } }, patienceMs);
        must(push, `nobody heard of ${event} after ${to}/${command}`);
        must(push.data.type === event, `${to}/${command} led to ${push.data.type}, not to ${event}`);
        narrator.line('event', `${event} → ${where}`, took);
        return answer;
      },
      refused: async (code, intent) => {
        const name = `${intent.to}/${intent.command}`;
        const answer = await sendOver(who.api, intent, v7()).catch((error: unknown) => error);
        must(answer instanceof Problem, `${name} was accepted; it must be refused with ${code}`);
        must(answer.code === code, `${name} was refused with ${answer.code}, not with ${code}`);
        narrator.line('call', `${name} → ${answer.status} ${code}`, since());
      },
      told: async (whom, channel, type, ids = {}) => {
        const push = await whom.inbox.find({ channel, data: { type, ...ids } }, patienceMs);
        must(push, `${whom.name} was not told ${type} on ${channel}`);
        happened.at(push.data.position);
        narrator.line('push', `${type} → ${whom.name}, on ${shortened(channel)}`, since(push.at));
        return push;
      },
      view: async (query, params, shows, by = who) => {
        const answer = await by.api.query(query, params, { after: happened.last() ?? 'now' });
        const text = shows(answer);
        must(text !== false, `${query.path} does not show it`);
        narrator.line('view', `${query.path.replaceAll(/:\w+/g, '…')} → ${text}`, since());
        return answer;
      },
      note: text => narrator.line('note', text),
      show: narrator.show,
    };
    try {
      return await how(doing);
    } catch (error) {
      const { name, message } = error as Error;
      throw new VisitFailed(`${who.name} ${does}: ${name === 'VisitFailed' ? '' : `${name} `}${message}`);
    }
  };

const shortened = (channel: string): string => channel.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, short);
