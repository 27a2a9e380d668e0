/**
 * Runs all Mongo views as one group with one checkpoint: a page is applied to every view, then the position is written. A view
 * whose code or version is new fills aside from the start and joins the group when it has caught up; readers follow its pointer.
 */
import type { EventStore, RecordedEvent } from '@yunzhen/platform/eventstore';
import { viewPointers, viewsCheckpoints } from '@yunzhen/platform/view-progress';
import type { Db } from 'mongodb';
import type { View } from '../view.ts';
import { PoisonEvent, type Target, target } from './target.ts';

/** Told after every page: how far all views are, which of them changed. */
export type Announce = (position: bigint, changed: readonly string[]) => Promise<void> | void;
export interface ViewRunner {
  /** Settles when the signal aborts. */
  readonly done: Promise<void>;
  /** Fills a fresh collection beside the running one and swaps; `progress` is told how many events were applied. */
  readonly rebuild: (view: string, progress: (events: number) => void) => Promise<void>;
  /** Views that stopped on a poison event. */
  readonly stopped: () => readonly string[];
}

const pageSize = 1_000;
const graceMs = 30_000;

export const runViews = async (options: {
  readonly store: EventStore;
  readonly db: Db;
  readonly views: readonly View[];
  readonly announce: Announce;
  readonly alarm: (message: string, error: unknown) => void;
  readonly signal: AbortSignal;
}): Promise<ViewRunner> => {
  const { store, db, views, announce, alarm, signal } = options;
  const pointers = viewPointers(db);
  const checkpoints = viewsCheckpoints(db);
  const stored = await checkpoints.findOne({ _id: 'views' });
  let position = toBig(stored?.position);
  const behind = new Map(Object.entries(stored?.behind ?? {}));
  const changed: Record<string, number> = { ...stored?.changed };
  const members = new Map<string, Target>();

  // Pages and joins take turns, so that a view joins exactly between two pages.
  let turn: Promise<unknown> = Promise.resolve();
  const exclusively = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  const save = () =>
    checkpoints.updateOne(
      { _id: 'views' },
      { $set: { position: position === null ? null : Number(position), behind: Object.fromEntries(behind), changed } },
      { upsert: true },
    );

  const applyPage = async (events: readonly RecordedEvent[], last: bigint): Promise<void> => {
    const touched: string[] = [];
    await Promise.all(
      [...members.values()].map(async member => {
        try {
          if (await member.apply(events)) touched.push(member.view.name);
        } catch (error) {
          if (!(error instanceof PoisonEvent)) throw error;
          const before = events.filter(event => event.position < error.position);
          await member.apply(before);
          members.delete(member.view.name);
          behind.set(member.collection, Number(before.at(-1)?.position ?? position ?? null));
          alarm(`view ${member.view.name} stopped`, error);
        }
      }),
    );
    position = last;
    for (const name of touched) changed[name] = Number(last);
    if (events.length > 0) await save();
    await announce(last, touched);
  };

  const point = (member: Target) =>
    pointers.updateOne(
      { _id: member.view.name },
      { $set: { version: member.view.version, collection: member.collection } },
      { upsert: true },
    );

  /** Catches up aside, then joins between two pages and takes the readers over. */
  const fill = async (member: Target, from: bigint | null, progress: (events: number) => void = () => undefined) => {
    let at = from;
    const advance = async (until: bigint | null) => {
      for (let end = false; !end && !signal.aborted; ) {
        const page = await store.readAll(at, pageSize);
        const events = until === null ? page.events : page.events.filter(event => event.position <= until);
        await member.apply(events);
        progress(events.length);
        at = events.at(-1)?.position ?? at;
        end = page.end || events.length < page.events.length;
      }
    };
    await advance(null);
    await exclusively(async () => {
      await advance(position);
      members.set(member.view.name, member);
      behind.delete(member.collection);
      changed[member.view.name] = Number(position ?? 0n);
      await save();
      await point(member);
      await announce(position ?? 0n, [member.view.name]);
    });
  };

  const fillOrStop = (member: Target, from: bigint | null) =>
    fill(member, from).catch(error => {
      if (signal.aborted) return;
      behind.set(member.collection, Number(from));
      alarm(`view ${member.view.name} stopped`, error);
    });

  for (const view of views) {
    const pointer = await pointers.findOne({ _id: view.name });
    const current = pointer?.version === view.version;
    const collection = current ? pointer.collection : `${view.name}.v${view.version}`;
    if (!current && position !== null) await db.dropCollection(collection).catch(() => undefined);
    const member = await target(db, view, collection);
    if (current && behind.has(collection)) void fillOrStop(member, toBig(behind.get(collection)));
    else if (current || position === null) {
      members.set(view.name, member);
      if (!current) await point(member);
    } else void fillOrStop(member, null);
  }

  // MongoDB may be away for a while: the subscription starts again from the last page that was applied.
  const run = async () => {
    for (let wait = 100; !signal.aborted; wait = Math.min(2 * wait, 10_000))
      try {
        for await (const page of store.subscribeAll(position, { max: pageSize, signal })) {
          await exclusively(() => applyPage(page.events, page.last));
          wait = 100;
        }
      } catch (error) {
        alarm('views are not written', error);
        await new Promise(next => setTimeout(next, wait));
      }
  };

  return {
    done: run(),
    stopped: () => views.filter(view => !members.has(view.name)).map(view => view.name),
    rebuild: async (name, progress) => {
      const view = views.find(candidate => candidate.name === name);
      if (!view) throw new RangeError(`there is no view ${name}`);
      const old = await pointers.findOne({ _id: name });
      const collection = `${name}.v${view.version}.${Date.now().toString(36)}`;
      await fill(await target(db, view, collection), null, progress);
      // Readers that still hold the old pointer finish first.
      if (old) setTimeout(() => void db.dropCollection(old.collection).catch(() => undefined), graceMs).unref();
    },
  };
};

const toBig = (position: number | null | undefined): bigint | null => (position == null ? null : BigInt(position));
