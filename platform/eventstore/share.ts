/**
 * One subscription to $all for everybody in a process who is at about the same place: taking events apart costs more than most of
 * what is done with them. Who is elsewhere, or too slow for the others, follows alone until it is there.
 */
import { setTimeout } from 'node:timers/promises';
import type { EventStore, LivePage, RecordedEvent, SubscribeOptions } from './types.ts';

type SubscribeAll = EventStore['subscribeAll'];

interface Member {
  /** Where it was when it joined. */
  readonly from: bigint;
  /** Number of the event it takes next. */
  next: number;
  wake: () => void;
  /** Too slow: what it would take next is gone. */
  behind: boolean;
}

interface Group {
  /** Undefined when the events from there on are not all at hand. */
  readonly join: (after: bigint) => Member | undefined;
  readonly follow: (member: Member, options: SubscribeOptions) => AsyncGenerator<LivePage, void>;
}

/** @param keep events at hand for those who join or are slower */
export const sharing = (alone: SubscribeAll, keep = 8_000): SubscribeAll => {
  let group: Group | undefined;

  const open = (after: bigint): Group => {
    const members = new Set<Member>();
    const abort = new AbortController();
    const events: RecordedEvent[] = [];
    /** Number of the first event at hand, and the position behind which all are. */
    let first = 0;
    let before = after;
    let last = after;
    let live = false;
    let over: { readonly error?: unknown } | undefined;
    let taken = (): void => undefined;

    const end = () => first + events.length;
    const wakeAll = () => {
      for (const { wake } of members) wake();
    };
    const add = (page: LivePage): void => {
      for (const event of page.events) events.push(event);
      last = page.last;
      live = page.caughtUp;
      const surplus = events.length - keep;
      if (surplus > 0) {
        before = events[surplus - 1]?.position ?? before;
        events.splice(0, surplus);
        first += surplus;
      }
      wakeAll();
    };
    const pump = async (): Promise<void> => {
      for await (const page of alone(after, { max: pageSize, signal: abort.signal })) {
        add(page);
        // The fastest sets the pace; the others may fall behind.
        while (members.size > 0 && end() - Math.max(...[...members].map(({ next }) => next)) > keep / 2)
          await new Promise<void>(resolve => {
            taken = resolve;
          });
      }
    };
    const done = (how: { readonly error?: unknown }): void => {
      over = how;
      if (group === self) group = undefined;
      wakeAll();
    };

    const self: Group = {
      join: from => {
        if (from < before || from > last || over) return undefined;
        const ahead = events.findIndex(({ position }) => position > from);
        const member: Member = { from, next: ahead < 0 ? end() : first + ahead, wake: () => undefined, behind: false };
        members.add(member);
        return member;
      },
      follow: async function* (member, { max, every = 0, signal }) {
        let told = { last: member.from, live: false };
        const stop = () => member.wake();
        signal.addEventListener('abort', stop);
        try {
          while (!signal.aborted) {
            member.behind = member.next < first;
            if (member.behind) return;
            const page = events.slice(member.next - first, member.next - first + max);
            member.next += page.length;
            const reached = member.next === end();
            const now = { last: reached ? last : (page.at(-1)?.position ?? last), live: reached && live };
            if (page.length > 0 || now.last !== told.last || now.live !== told.live) {
              told = now;
              taken();
              const soonest = performance.now() + every;
              yield { events: page, last: now.last, caughtUp: now.live };
              const pause = page.length < max ? soonest - performance.now() : 0;
              if (pause > 1) await setTimeout(pause, undefined, { signal }).catch(() => undefined);
            } else if (over) {
              if ('error' in over) throw over.error;
              return;
            } else
              await new Promise<void>(resolve => {
                member.wake = resolve;
              });
          }
        } finally {
          signal.removeEventListener('abort', stop);
          members.delete(member);
          taken();
          if (members.size === 0) {
            if (group === self) group = undefined;
            abort.abort();
          }
        }
      },
    };
    pump().then(
      () => done({}),
      error => done({ error }),
    );
    return self;
  };

  return async function* subscribeAll(after, options) {
    let at = after ?? -1n;
    while (!options.signal.aborted) {
      group ??= open(at);
      const joined = group;
      const member = joined.join(at);
      if (member) {
        for await (const page of joined.follow(member, options)) {
          at = page.last;
          yield page;
        }
        if (!member.behind) return;
      }
      let there = false;
      for await (const page of alone(at, options)) {
        at = page.last;
        yield page;
        there = page.caughtUp;
        if (there) break;
      }
      if (!there) return;
    }
  };
};

const pageSize = 1_000;
