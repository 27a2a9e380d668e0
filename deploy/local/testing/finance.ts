/**
 * For tests: finance with a clock that is moved by hand. The channel is the stand-in of WeChat Pay, the books lie in a ClickHouse of their
 * own, and what follows from an event is done as the reactions do it: at its time, and again where it was not ready.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clickhouse } from '@yunzhen/platform/clickhouse';
import { testRuntime } from '@yunzhen/platform/runtime.testing';
import type { Answered } from '@yunzhen/read-api/answer';
import { countFacts, type Given, hospital } from '@yunzhen/read-api/testing';
import { forked } from '@yunzhen/standins/outside/forked.testing';
import { credentials } from '@yunzhen/standins/outside/wechat/credentials';
import { control } from '@yunzhen/standins/outside/wechat/merchant.testing';
import { start } from '@yunzhen/standins/outside/wechat/server';
import { booksClient } from '@yunzhen/write-side/gateways/books/client';
import { books } from '@yunzhen/write-side/gateways/books/gateway';
import { bind, GatewayPending, type Gateways } from '@yunzhen/write-side/gateways/gateway';
import { statementsOf } from '@yunzhen/write-side/gateways/wechat-pay/statements';
import { reconciling } from '@yunzhen/write-side/processes/reconciling';
import { reactionsOf } from '@yunzhen/write-side/reactions/plan';
import type { Reaction } from '@yunzhen/write-side/reactions/reaction';
import { beginReconciling } from '@yunzhen/write-side/reconciliation/begin';
import { difference, reconciliation } from '@yunzhen/write-side/reconciliation/reconciliation';
import { harness, idOf, people, seal } from '@yunzhen/write-side/testing/harness';
import { wechat } from '@yunzhen/write-side/testing/wechat';

const officer = { id: idOf(80), role: 'operator' } as const;

/** @param from where the clock stands at first; the day of it is the first that is reconciled */
export const finance = async (from: string) => {
  const dir = await mkdtemp(join(tmpdir(), 'yunzhen-finance-'));
  const given = await testRuntime();
  const outside = await wechat({ start, credentials, control });
  const engine = await forked('clickhouse', dir);
  const facts = clickhouse(engine.url, 'hospital', 'test');
  await facts.prepare();
  await countFacts(facts.client, []);
  const clock = { now: Date.parse(from) };
  const now = () => new Date(clock.now);
  const board = await hospital(from, facts.client);
  const { store, dispatch, send, fresh } = harness([reconciliation, difference]);
  const client = booksClient({
    ...{ clickhouse: facts, db: given.db, seal, open: people.open, fetch: statementsOf(outside.settings(), now) },
    ...{ pay: outside.settings(), feeRate: 0.006, now: () => clock.now },
  });
  const gateways: Gateways = bind(books, () => ({
    client: () => client,
    settings: client,
    state: async (of, id) => (await fresh(of as never, id)).state as never,
    open: people.open,
    now,
  }));

  let later: readonly Reaction[] = [];
  const perform = async (reaction: Reaction): Promise<void> => {
    if (reaction.at && Date.parse(reaction.at) > clock.now) {
      later = [...later, reaction];
      return;
    }
    if (reaction.kind === 'send') {
      const at = now().toISOString();
      await send(`${reaction.capability}-${reaction.id}`, reaction.command, reaction.input as object, { at });
      return;
    }
    if (reaction.kind !== 'call') throw new TypeError(`a ${reaction.kind} is none of the chain's`);
    try {
      for (const next of (await gateways[reaction.gateway]?.(reaction.input as never)) ?? []) await perform(next);
    } catch (error) {
      if (!(error instanceof GatewayPending)) throw error;
      later = [...later, { ...reaction, at: error.at.toISOString() }];
    }
  };
  let believed: readonly Given[] = [];
  let position: bigint | null = null;
  /** Everything that follows at once. */
  const react = async (): Promise<void> => {
    for (let more = true; more; ) {
      const page = await store.readAll(position, 100);
      position = page.last;
      more = page.events.length > 0;
      await board.given(
        ...page.events.map(({ type, data, metadata }): Given => ({ type, data, at: String(metadata.at) })),
      );
      for (const event of page.events) for (const one of reactionsOf(reconciling, event)) await perform(one);
    }
  };
  await beginReconciling(dispatch, now());
  await react();

  return {
    ...outside,
    client,
    facts,
    db: given.db,
    /** What our own events say of money, without the events themselves. */
    believe: async (...events: readonly Given[]): Promise<void> => {
      believed = [...believed, ...events];
      await countFacts(facts.client, believed);
    },
    /** Goes on until then, and does on the way what is due. */
    until: async (then: string): Promise<void> => {
      const end = Date.parse(then);
      for (;;) {
        const due = later.filter(({ at }) => Date.parse(`${at}`) <= end);
        const next = due.toSorted((a, b) => Date.parse(`${a.at}`) - Date.parse(`${b.at}`))[0];
        if (!next) break;
        later = later.filter(one => one !== next);
        clock.now = Date.parse(`${next.at}`);
        await perform(next);
        await react();
      }
      clock.now = end;
    },
    /** A command of the finance officer, and everything that follows at once. */
    send: async (id: string, command: string, input: object): Promise<void> => {
      await send(`reconciliation-${id}`, command, input, { by: officer, at: now().toISOString() });
      await react();
    },
    /** As the finance officer's screen asks. */
    ask: (query: Answered, params: object) => board.ask(query, officer, params),
    close: async () => {
      await board.close();
      await facts.close();
      await engine.leave();
      await outside.close();
      await given.close();
      await rm(dir, { recursive: true });
    },
  };
};
