/** Group commit: what is decided while one commit is under way shares the next; each is answered when it is on disk. */
import type { Head } from './head.ts';
import { headKey, indexKey, type Stored, type Tables } from './tables.ts';

/** An event on its way to disk, or just arrived there. */
export interface Committed extends Stored {
  readonly stream: string;
  readonly revision: number;
  /** Of the stream in the index. */
  readonly streamId: number;
}

export interface Group {
  readonly events: Committed[];
  readonly heads: Map<string, Head>;
  readonly answers: ((stored: boolean) => void)[];
}

export interface GroupCommit {
  /** What the next commit will write; everything put there in one turn is written or refused together. */
  next(): Group;
  /** Called once the next group is on disk, or refused. */
  answer(then: (stored: boolean) => void): void;
  /** Resolves when nothing is left to write. */
  idle(): Promise<void>;
}

const newGroup = (): Group => ({ events: [], heads: new Map(), answers: [] });

const write = async (tables: Tables, { events, heads }: Group): Promise<void> => {
  if (heads.size === 0) return;
  await tables.root.batch(() => {
    for (const { position, record, streamId, revision } of events) {
      const place = Buffer.allocUnsafe(8);
      place.writeDoubleBE(position);
      tables.events.put(position, record);
      tables.index.put(indexKey(streamId, revision), place);
    }
    for (const [stream, head] of heads) tables.heads.put(headKey(stream), head);
  });
};

/**
 * @param stored hears of a group that is on disk, before it is answered; the next one may have begun.
 * @param refused hears that the disk took nothing since the last commit.
 */
export const groupCommit = (
  tables: Tables,
  stored: (events: readonly Committed[]) => void,
  refused: () => void,
): GroupCommit => {
  let group = newGroup();
  let working: Promise<void> | undefined;

  const commit = async (): Promise<void> => {
    const current = group;
    group = newGroup();
    try {
      await write(tables, current);
    } catch (error) {
      // lmdb tells the cause in a second promise, which must not be left unheard.
      (error as { commitError?: Promise<unknown> }).commitError?.catch(() => undefined);
      // The group begun meanwhile stands on this one.
      const answers = [...current.answers, ...group.answers];
      group = newGroup();
      refused();
      for (const answer of answers) answer(false);
      return;
    }
    // Reads of this turn share a snapshot that may be older: who is answered now must find what was written.
    tables.root.resetReadTxn();
    stored(current.events);
    for (const answer of current.answers) answer(true);
  };

  const work = async (): Promise<void> => {
    // What arrives in this turn of the event loop belongs together.
    await new Promise(setImmediate);
    while (group.answers.length > 0) await commit();
    working = undefined;
  };

  return {
    next: () => group,
    answer: then => {
      group.answers.push(then);
      working ??= work();
    },
    idle: async () => working,
  };
};
