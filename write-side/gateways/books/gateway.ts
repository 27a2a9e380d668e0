/** Imports and matching as calls: leased, stored before they begin, tried again, and a case when they cannot be done. */
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { day, id } from '@yunzhen/contracts/language';
import { reconciliationIdOf } from '@yunzhen/contracts/reconciliation/channel';
import { difference } from '@yunzhen/contracts/reconciliation/difference';
import { isDifference } from '@yunzhen/contracts/reconciliation/kinds';
import { reconciliation } from '@yunzhen/contracts/reconciliation/reconciliation';
import { type Statement, type StatementSource, statements } from '@yunzhen/contracts/reconciliation/statement';
import { isAway } from '@yunzhen/platform/problem/away';
import { z } from 'zod';
import { type Reaction, send } from '../../reactions/reaction.ts';
import { type Group, mostDifferences } from '../../reconciliation/matching.ts';
import { reconciliation as days } from '../../reconciliation/reconciliation.ts';
import { StatementBroken } from '../../statements/broken.ts';
import { callsOf, gateway } from '../gateway.ts';
import { hours, minutes } from '../patience.ts';
import { type BooksClient, differenceIdOf, type Fetched } from './client.ts';

const calling = callsOf<BooksClient, BooksClient>();

interface From {
  readonly reconciliationId: string;
  readonly statement: Statement;
  readonly source: StatementSource;
  readonly staffId?: string;
}
/** What a file is for its day; of one that is broken, why. */
const recorded = async (
  { reconciliationId, statement, source, ...by }: From,
  fetched: Promise<Fetched | null>,
): Promise<readonly Reaction[]> => {
  try {
    const found = await fetched;
    if (!found) return [send(reconciliation, reconciliationId, 'record-absent', { statement })];
    const { importId, sha256, rows } = found.file;
    const file = { importId, sha256, rows, source, ...by };
    if (found.statement === 'trade')
      return [send(reconciliation, reconciliationId, 'record-trade', { ...file, ...found.file.totals })];
    const { moved, opening, closing } = found.file.totals;
    return [send(reconciliation, reconciliationId, 'record-flow', { ...file, moved: [...moved], opening, closing })];
  } catch (error) {
    if (!(error instanceof StatementBroken)) throw error;
    const { fault, line, column } = error;
    return [send(reconciliation, reconciliationId, 'record-broken', { statement, source, fault, line, column, ...by })];
  }
};
const dayBefore = (of: string): string => new Date(Date.parse(of) - 86_400_000).toISOString().slice(0, 10);

const foundOf = ({ batch: _, outcome, ...group }: Group) =>
  isDifference(outcome) ? { ...group, kind: outcome, differenceId: differenceIdOf(group) } : null;

/** What became of numbers of other days: those that agree by now heal, those that are seen otherwise are told again. */
const lateOf = (
  late: readonly Group[],
  known: ReadonlyMap<string, { day: string; outcome: string; effect: number }>,
  run: number,
): readonly Reaction[] =>
  late.flatMap(group => {
    const differenceId = differenceIdOf(group);
    const before = known.get(differenceId);
    if (!before || (before.outcome === group.outcome && before.effect === group.effect)) return [];
    const reconciliationId = reconciliationIdOf('wechat', before.day);
    const found = foundOf(group);
    const { batch: _, outcome: __, ...seen } = group;
    return [
      found
        ? send(difference, differenceId, 'observe', {
            ...{ ...seen, kind: found.kind, reconciliationId, channel: 'wechat', day: before.day, run },
          })
        : send(difference, differenceId, 'heal', { run }),
    ];
  });

export const books = gateway('books', {
  settings: z.custom<BooksClient>(),
  client: (client: BooksClient) => client,
  // One after the other: each of them has the memory of a large file.
  width: 1,
  timeout: 600_000,
  // A statement is promised for ten in the morning after its day; two days later finance has to ask for it.
  patience: { unanswered: 24 * hours, pending: 48 * hours, broken: 24 * hours, first: 1_000, longest: 30 * minutes },
  unknown: isAway,
  calls: {
    fetch: calling({
      input: z.object({ reconciliationId: id, day, statement: z.enum(statements), round: z.int() }),
      key: ({ reconciliationId, statement, round }) => `${reconciliationId} ${statement} ${round}`,
      run: async ({ reconciliationId, day: of, statement }, { client, state }) => {
        const { status } = await state(days, reconciliationId);
        // Closed meanwhile: what counts must not be replaced.
        if (status === 'closed') return [];
        const before = await state(days, reconciliationIdOf('wechat', dayBefore(of)));
        const fetched = client(null).fetch(statement, of, before.closing);
        return recorded({ reconciliationId, statement, source: 'channel' }, fetched);
      },
    }),
    take: calling({
      input: z.object({
        ...{ reconciliationId: id, day, statement: z.enum(statements), fileId: id, round: z.int(), staffId: id },
      }),
      key: ({ reconciliationId, statement, round }) => `${reconciliationId} ${statement} ${round}`,
      run: async ({ reconciliationId, day: of, statement, fileId, staffId }, { client, state }) => {
        const { status } = await state(days, reconciliationId);
        if (status === 'closed') return [];
        const before = await state(days, reconciliationIdOf('wechat', dayBefore(of)));
        const taken = client(null).take(statement, of, before.closing, fileId);
        return recorded({ reconciliationId, statement, source: 'upload', staffId }, taken);
      },
    }),
    explained: calling({
      input: z.object({ differenceId: id }),
      key: ({ differenceId }) => differenceId,
      run: async ({ differenceId }, { client }) => {
        await client(null).explained(differenceId);
        return [];
      },
    }),
    match: calling({
      input: z.object({ reconciliationId: id, day, round: z.int() }),
      key: ({ reconciliationId, round }) => `${reconciliationId} ${round}`,
      run: async ({ reconciliationId, day: of, round }, { client, now }) => {
        const lookedAt = now().getTime();
        const asOf = chinaDayOf(now());
        const books = client(null);
        const known = new Map((await books.tracked()).map(({ _id, ...one }) => [_id, one]));
        const { groups, late, ...result } = await books.match(of, asOf);
        const differences = groups.flatMap(group => foundOf(group) ?? []);
        if (differences.length > mostDifferences)
          return [
            send(reconciliation, reconciliationId, 'record-doubt', { run: round, differences: differences.length }),
          ];
        await books.track(of, groups);
        const healed = late.filter(({ outcome }) => !isDifference(outcome)).map(differenceIdOf);
        await books.untrack(healed);
        return [
          send(reconciliation, reconciliationId, 'record-match', {
            ...{ ...result, terms: [...result.terms], run: round, lookedAt, asOf, differences },
          }),
          ...lateOf(late, known, lookedAt),
        ];
      },
    }),
  },
});
