/** The books of a channel on our own servers: statements are put into them, and they are held against each other. */

import type { Statement } from '@yunzhen/contracts/reconciliation/statement';
import type { ClickHouse } from '@yunzhen/platform/clickhouse';
import type { Db } from 'mongodb';
import { v4, v5 } from 'uuid';
import { createTables } from '../../reconciliation/books.ts';
import { type Imported, type Importing, importFlow, importTrade } from '../../reconciliation/importing.ts';
import { type Group, type Matched, match } from '../../reconciliation/matching.ts';
import { keepRaw, type OpenText, openRaw, type SealText } from '../../reconciliation/raw.ts';
import type { FlowTotals, TradeTotals } from '../../reconciliation/totals.ts';
import { StatementBroken } from '../../statements/broken.ts';
import { gunzipped, unpacked } from '../../statements/bytes.ts';
import { GatewayRefused, GatewayUnknown } from '../gateway.ts';
import { ownOf, type WechatPaySettings } from '../wechat-pay/settings.ts';
import type { FetchStatement } from '../wechat-pay/statements.ts';

export type Fetched =
  | { readonly statement: 'trade'; readonly file: Imported<TradeTotals> }
  | { readonly statement: 'fund-flow'; readonly file: Imported<FlowTotals> };

/** What is known of a number that did not agree when it was looked at last. */
export interface Tracked {
  /** The difference. */
  readonly _id: string;
  readonly key: string;
  readonly day: string;
  readonly outcome: string;
  readonly effect: number;
  /** Somebody has explained it: it is looked at again only when its own day is. */
  readonly explained?: boolean;
}
export interface BooksClient {
  /** Makes the tables; done by itself before the first use, but readers may come earlier. */
  readonly prepare: () => Promise<void>;
  /** Null: the channel has no statement of that day. Throws StatementBroken, GatewayPending, GatewayUnknown, GatewayRefused. */
  readonly fetch: (statement: Statement, day: string, opening: number | null) => Promise<Fetched | null>;
  /** One day of a file that was uploaded. Throws StatementBroken, GatewayUnknown, and GatewayRefused where there is no such file. */
  readonly take: (statement: Statement, day: string, opening: number | null, fileId: string) => Promise<Fetched>;
  readonly match: (day: string, asOf: string) => Promise<Matched>;
  /** Numbers that are looked at on every day, because they do not agree yet. */
  readonly tracked: () => Promise<readonly Tracked[]>;
  /** From now on these of a day, and no others of it. */
  readonly track: (day: string, differences: readonly Group[]) => Promise<void>;
  readonly untrack: (differenceIds: readonly string[]) => Promise<void>;
  /** Somebody has explained it. */
  readonly explained: (differenceId: string) => Promise<void>;
}

const differences = 'c2b8c1d4-6d2f-5a80-9d0b-3f5b8f3e7a11';
/** The same for the same line of the same channel, whichever run finds it. */
export const differenceIdOf = ({ line, key }: Pick<Group, 'line' | 'key'>): string =>
  v5(`wechat ${line} ${key}`, differences);

export interface BooksPorts {
  readonly clickhouse: Pick<ClickHouse, 'client' | 'prepare'>;
  readonly db: Db;
  readonly seal: SealText;
  readonly open: OpenText;
  readonly fetch: FetchStatement;
  readonly pay: Pick<WechatPaySettings, 'mchId' | 'appId'>;
  readonly feeRate: number;
  readonly now: () => number;
}

export const booksClient = (ports: BooksPorts): BooksClient => {
  const { clickhouse, db, seal, open, fetch, pay, feeRate, now } = ports;
  const numbers = db.collection<Tracked>('reconciliation_tracked');
  let prepared: Promise<void> | undefined;
  const prepare = () => {
    prepared ??= (async () => {
      await clickhouse.prepare();
      for (const query of createTables) await clickhouse.client.command({ query });
    })().catch(error => {
      prepared = undefined;
      throw error;
    });
    return prepared;
  };
  const waiting = { explained: { $ne: true } };
  const own = ownOf(pay);
  const put = async (
    statement: Statement,
    day: string,
    of: Pick<Importing, 'source' | 'sha1' | 'days' | 'only' | 'opening'>,
  ): Promise<Fetched> => {
    const importing = { clickhouse: clickhouse.client, own, newId: v4, version: now(), ...of };
    if (statement === 'trade') {
      const [file] = await importTrade(importing);
      if (file) return { statement, file };
    } else {
      const [file] = await importFlow(importing);
      if (file) return { statement, file };
    }
    throw new GatewayUnknown(`a statement of ${day} was none of it`);
  };
  return {
    prepare,
    fetch: async (statement, day, opening) => {
      await prepare();
      const found = await fetch(statement, day);
      if (!found) return null;
      const days = { from: day, to: day };
      const raw = keepRaw(db, seal, { statement, ...days, at: new Date(now()) });
      const source = gunzipped(raw.through(found.source));
      return put(statement, day, { source, sha1: found.sha1, days, opening }).finally(raw.done);
    },
    take: async (statement, day, opening, fileId) => {
      await prepare();
      const raw = await openRaw(db, open, fileId);
      if (raw?.statement !== statement) throw new GatewayRefused('unknown-file', 'no such statement was uploaded');
      const { days, source } = raw;
      if (day < days.from || day > days.to) throw new StatementBroken('day', 0);
      return put(statement, day, { source: unpacked(source), days, only: day, opening });
    },
    match: async (day, asOf) => {
      await prepare();
      const known = await numbers.find(waiting).toArray();
      const [since = day] = [day, ...known.map(one => one.day)].sort();
      const tracked = [...new Set(known.map(({ key }) => key))];
      return match(clickhouse.client, { day, asOf, tracked, since, feeRate });
    },
    tracked: () => numbers.find(waiting).toArray(),
    track: async (day, groups) => {
      const rows = groups.map(({ key, line, outcome, effect }) => ({
        ...{ _id: differenceIdOf({ line, key }), key, day, outcome, effect },
      }));
      for (const { _id, ...row } of rows) {
        const same = { _id, outcome: row.outcome, effect: row.effect };
        if (!(await numbers.findOne(same))) await numbers.replaceOne({ _id }, row, { upsert: true });
      }
      await numbers.deleteMany({ day, _id: { $nin: rows.map(({ _id }) => _id) } });
    },
    explained: async _id => {
      await numbers.updateOne({ _id }, { $set: { explained: true } });
    },
    untrack: async ids => {
      await numbers.deleteMany({ _id: { $in: [...ids] } });
    },
  };
};
