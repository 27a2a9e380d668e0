/**
 * Runs all Mongo views as one group with one checkpoint: a page is applied to every view, then the position is written. A view
 * whose code or version is new fills aside from the start and joins the group when it has caught up; readers follow its pointer.
 * One process at a time does this, under a lease: what it fills, writes down and points to is its own, or refused.
 */
import { setTimeout as pause } from 'node:timers/promises';
import {
  alone,
  checkpointsIn,
  endsWork,
  setFenced,
  standingAt,
  type Term,
  takeOver,
} from '@yunzhen/platform/checkpoint';
import type { EventStore, RecordedEvent } from '@yunzhen/platform/eventstore';
import { retry } from '@yunzhen/platform/retry';
import { follow } from '@yunzhen/platform/tracing';
import type { ViewsCheckpoint } from '@yunzhen/platform/view-progress';
import type { Db } from 'mongodb';
import type { View } from '../view.ts';
import { pointing } from './pointing.ts';
import { Stopped } from './stopped.ts';
import { applyAll, type Poisoned, type Target, target } from './target.ts';

/** Told after every page: how far all views are, which of them changed. */
export type Announce = (position: bigint, changed: readonly string[]) => Promise<void> | void;
export interface ViewRunner {
  /** Settles when the signal aborts and what was begun has ended; rejects with Fenced when another process has taken over, with NewerEvent or StoreMismatch. */
  readonly done: Promise<void>;
  /**
   * Fills a fresh collection beside the running one and swaps; one rebuild of a view at a time. `progress` is told how many events
   * were applied. Throws RangeError, PoisonEvent, Stopped, or what MongoDB or the event store throw: then the running one stays.
   */
  readonly rebuild: (view: string, progress: (events: number) => void) => Promise<void>;
  /** Views that stopped on a poison event, or are not filled yet. */
  readonly stopped: () => readonly string[];
}

const graceMs = 30_000;
/** Events that a rebuild takes at a time while others work. */
const gentlePage = 200;
/** What nobody reads is looked for this often. */
const sweepMs = 3_600_000;
/** Under load pages are bigger instead of more. */
const pageMs = 25;

/** Throws Fenced, StoreMismatch, OlderBuild, and what MongoDB and the event store throw. */
export const runViews = async (options: {
  readonly store: EventStore;
  readonly db: Db;
  readonly views: readonly View[];
  readonly announce: Announce;
  readonly alarm: (message: string, error: unknown) => void;
  readonly signal: AbortSignal;
  /** The lease under which it works. */
  readonly term?: Term;
  /** Events applied at a time. */
  readonly pageSize?: number;
}): Promise<ViewRunner> => {
  const { store, db, views, announce, alarm, term = alone, pageSize = 1_000 } = options;
  const over = new AbortController();
  const signal = AbortSignal.any([options.signal, over.signal]);
  /** Of a failure that is tried again; where another process has taken over there is nothing to try. */
  const failed = (message: string) => (error: unknown) => (endsWork(error) ? over.abort(error) : alarm(message, error));
  const pointers = pointing(db, term);
  const stored = await takeOver<ViewsCheckpoint>(store, db, 'views', term);
  let position = toBig(stored?.position);
  /** The event at which everything is, as it is written down. */
  let at: Pick<RecordedEvent, 'id' | 'position'> | null = null;
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
  const save = async () => {
    const standing = at ? await standingAt(store, at) : position === null && { position };
    const state = { ...standing, behind: Object.fromEntries(behind), changed };
    await setFenced(checkpointsIn(db), 'views', term, state);
  };

  /** Stops one view at an event it cannot take. */
  const stop: Poisoned = (member, error, at) => {
    if (members.get(member.view.name) === member) members.delete(member.view.name);
    behind.set(member.collection, at === null || at < 0n ? null : Number(at));
    alarm(`view ${member.view.name} stopped`, error);
  };

  const applyPage = async (events: readonly RecordedEvent[], last: bigint): Promise<void> => {
    const touched = await applyAll([...members.values()], events, position, stop);
    position = last;
    at = events.at(-1) ?? at;
    for (const name of touched) changed[name] = Number(last);
    // Applied is applied: readers need not wait for the checkpoint.
    await Promise.all([events.length > 0 && save(), announce(last, touched)]);
  };

  /** Readers that still hold the old pointer finish first. */
  const retire = (collection: string) => setTimeout(() => void pointers.drop(collection), graceMs).unref();

  /** Takes the readers over, between two pages. */
  const join = async (joining: readonly Target[]): Promise<void> => {
    const names = joining.map(({ view }) => view.name);
    const old = await Promise.all(joining.map(({ view }) => pointers.current(view)));
    const left = old
      .flatMap(pointer => pointer?.collection ?? [])
      .filter(name => !joining.some(one => one.collection === name));
    for (const collection of [...left, ...joining.map(one => one.collection)]) behind.delete(collection);
    for (const name of names) changed[name] = Number(position ?? 0n);
    // Once a pointer may have moved, its collection must be a member, however long the connection is away.
    const pointAll = async () => {
      for (const member of joining) await pointers.move(member);
      await save();
    };
    if (!(await retry(pointAll, { signal, failed: failed(`views ${names} cannot join`) }))) throw new Stopped();
    for (const member of joining) members.set(member.view.name, member);
    for (const collection of left) retire(collection);
    await announce(position ?? 0n, names);
  };

  /**
   * Catches up aside, then joins; called again after a failure it goes on where it was. A gentle one takes small pages and rests as
   * long as it works, so that readers and commands hardly notice it.
   */
  const filler = (targets: readonly Target[], from: bigint | null, poisoned: Poisoned, gentle = false) => {
    let at = from;
    let filling = targets;
    const advance = async (until: bigint | null, progress: (events: number) => void): Promise<void> => {
      for (let end = false; !end; ) {
        if (signal.aborted) throw new Stopped();
        const began = performance.now();
        const page = await store.readAll(at, gentle ? Math.min(gentlePage, pageSize) : pageSize);
        const events = until === null ? page.events : page.events.filter(event => event.position <= until);
        const cut = events.length < page.events.length;
        await applyAll(filling, events, at, (member, error, good) => {
          filling = filling.filter(other => other !== member);
          poisoned(member, error, good);
        });
        progress(events.length);
        end = page.end || cut || filling.length === 0;
        at = cut ? (events.at(-1)?.position ?? at) : page.last;
        if (gentle && until === null)
          await pause(performance.now() - began, undefined, { signal }).catch(() => undefined);
      }
    };
    return async (progress: (events: number) => void): Promise<void> => {
      await advance(null, progress);
      await exclusively(async () => {
        await advance(position, progress);
        if (filling.length > 0) await join(filling);
      });
    };
  };
  const fill = (targets: readonly Target[], from: bigint | null): Promise<boolean> => {
    const go = filler(targets, from, stop);
    return retry(progressed => go(progressed), { signal, failed: failed('views are not filled') });
  };

  const filling: Promise<boolean>[] = [];
  const fresh: Target[] = [];
  for (const view of views) {
    const pointer = await pointers.current(view);
    const current = pointer?.version === view.version;
    const collection = current ? pointer.collection : pointers.collection(view);
    if (!current && position !== null) await db.dropCollection(collection).catch(() => undefined);
    const member = await target(db, view, collection);
    if (current && behind.has(collection)) filling.push(fill([member], toBig(behind.get(collection))));
    else if (current || position === null) {
      if (!current) await pointers.move(member);
      members.set(view.name, member);
    } else fresh.push(member);
  }
  if (fresh.length > 0) filling.push(fill(fresh, null));

  const run = retry(
    async progressed => {
      for await (const page of store.subscribeAll(position, { max: pageSize, every: pageMs, signal })) {
        await follow('views', page.events, () => exclusively(() => applyPage(page.events, page.last)));
        progressed();
      }
    },
    { signal, failed: failed('views are not written') },
  );

  const sweep = () => void pointers.sweep(views).catch(error => alarm('what nobody reads is not dropped', error));
  // Readers of what an earlier holder left finish first.
  const sweeps = [setTimeout(sweep, graceMs).unref(), setInterval(sweep, sweepMs).unref()];

  return {
    done: Promise.all([run, ...filling]).then(() => {
      for (const timer of sweeps) clearTimeout(timer);
      if (over.signal.aborted) throw over.signal.reason;
    }),
    stopped: () => views.filter(view => !members.has(view.name)).map(view => view.name),
    rebuild: async (name, progress) => {
      const view = views.find(candidate => candidate.name === name);
      if (!view) throw new RangeError(`there is no view ${name}`);
      // What an earlier rebuild left behind when its process ended takes room.
      await pointers.sweep([view]);
      const member = await target(db, view, pointers.collection(view, `.${Date.now().toString(36)}`));
      const poisoned: Poisoned = (_, error) => {
        throw error;
      };
      const refill = filler([member], null, poisoned, true);
      await refill(progress).catch(async error => {
        const now = await pointers.current(view).catch(() => null);
        if (now && now.collection !== member.collection) await pointers.drop(member.collection);
        throw error;
      });
    },
  };
};

const toBig = (position: number | null | undefined): bigint | null => (position == null ? null : BigInt(position));
