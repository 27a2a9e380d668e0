/** A chat as a client keeps it: every message once and in order, whatever becomes of the connection. */
import { channels } from '@yunzhen/contracts/channels';
import { conversationQueries } from '@yunzhen/contracts/conversation/queries';
import type { PublicationContext, SubscribedContext } from 'centrifuge';
import type { Person } from './person.ts';

interface Message {
  readonly sequence: number;
  readonly text: string | null;
}

export interface Following {
  readonly messages: () => readonly Message[];
  /** Resolves when so many messages are there; rejects when what is missing cannot be fetched. */
  readonly until: (sequence: number) => Promise<void>;
  /** How the hub took the subscription up again each time: with everything that was missed, or not. */
  readonly comebacks: readonly boolean[];
  /** How often messages were fetched since a sequence. */
  readonly fetches: () => number;
}

/** Begins behind what is there now. */
export const follow = async (person: Person, conversationId: string): Promise<Following> => {
  const messages: Message[] = [];
  const comebacks: boolean[] = [];
  let fetches = 0;
  const last = () => messages.at(-1)?.sequence ?? 0;
  let heard: () => void = () => undefined;
  const add = (message: Message): void => {
    if (message.sequence !== last() + 1) return;
    messages.push({ sequence: message.sequence, text: message.text ?? null });
    heard();
  };

  let fail: (error: unknown) => void = () => undefined;
  const failure = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failure.catch(() => undefined);
  /** One after the other: what was fetched decides what the next push adds. */
  let work: Promise<void> = Promise.resolve();
  const next = (step: () => Promise<void> | void): void => {
    work = work.then(step);
    work.catch(fail);
  };
  const fetchMissing = (after: string): void =>
    next(async () => {
      for (let more = true; more; ) {
        fetches++;
        const missing = { conversationId, since: last(), limit: 200 };
        const page = await person.api.query(conversationQueries.messages, missing, { after });
        for (const message of page.rows) add(message);
        more = page.more;
      }
    });

  const subscription = await person.listen(channels.consultation(conversationId));
  subscription.on('publication', ({ data }: PublicationContext) => {
    if (data.type !== 'conversation.message-sent') return;
    const push = data as Message & { readonly position: string };
    next(() => (push.sequence > last() + 1 ? fetchMissing(push.position) : add(push)));
  });
  subscription.on('subscribed', ({ recovered }: SubscribedContext) => {
    comebacks.push(recovered);
    if (!recovered) fetchMissing('now');
  });
  fetchMissing('now');
  await work;
  return {
    messages: () => messages,
    comebacks,
    fetches: () => fetches,
    until: sequence =>
      Promise.race([
        failure,
        new Promise<void>(resolve => {
          heard = () => {
            if (last() >= sequence) resolve();
          };
          heard();
        }),
      ]),
  };
};
