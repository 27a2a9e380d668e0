import { chinaDay, chinaDayOf } from '@yunzhen/contracts/china-day';
import { reconciliationIdOf } from '@yunzhen/contracts/reconciliation/channel';
import { type DifferenceEvent, difference } from '@yunzhen/contracts/reconciliation/difference';
import { type ReconciliationEvent, reconciliation } from '@yunzhen/contracts/reconciliation/reconciliation';
import { books } from '../gateways/books/gateway.ts';
import { wechatPay } from '../gateways/wechat-pay/gateway.ts';
import { idOf } from '../gateways/wechat-pay/settings.ts';
import { call, later, process, send } from '../reactions/process.ts';

const hour = 3_600_000;
/** Statements are made in the morning of the next day. */
const readyMs = 10 * hour;
/** A payment that the channel was asked about is recorded by then. */
const recordedMs = 30_000;
const plus = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

const matched = ({ reconciliationId }: { reconciliationId: string }) =>
  send(reconciliation, reconciliationId, 'match', {});
const settled = (how: 'resolved' | 'carried' | 'healed') => (e: { reconciliationId: string; differenceId: string }) =>
  send(reconciliation, e.reconciliationId, 'settle', { differenceId: e.differenceId, how });

/** O1.4: from the morning on which the statements come to a day without open differences. */
export const reconciling = process<ReconciliationEvent | DifferenceEvent>('reconciling', {
  from: 'origin',
  on: {
    'reconciliation.expected': ({ reconciliationId, channel, day, daily }) => {
      const { end } = chinaDay(day);
      const next = chinaDayOf(end);
      if (!daily) return [];
      return [
        later(plus(end, readyMs), send(reconciliation, reconciliationId, 'fetch', { channel, day })),
        later(end, send(reconciliation, reconciliationIdOf(channel, next), 'expect', { channel, day: next })),
      ];
    },
    'reconciliation.requested': ({ reconciliationId, day, round }) => [
      call(books, 'fetch', { reconciliationId, day, statement: 'trade', round }),
      call(books, 'fetch', { reconciliationId, day, statement: 'fund-flow', round }),
    ],
    'reconciliation.uploaded': ({ reconciliationId, day, statement, fileId, round, staffId }) =>
      call(books, 'take', { reconciliationId, day, statement, fileId, round, staffId }),
    'reconciliation.trade-imported': matched,
    'reconciliation.flow-imported': matched,
    'reconciliation.unchanged': matched,
    'reconciliation.absent': matched,
    'reconciliation.match-requested': ({ reconciliationId, day, round }) =>
      call(books, 'match', { reconciliationId, day, round }),
    'reconciliation.matched': ({ reconciliationId, channel, day, lookedAt: run, differences, healed }) => [
      ...differences.map(({ differenceId, ...found }) =>
        send(difference, differenceId, 'observe', { ...found, reconciliationId, channel, day, run }),
      ),
      ...healed.map(differenceId => send(difference, differenceId, 'heal', { run })),
    ],
    'difference.healed': settled('healed'),
    'difference.resolved': e => [settled('resolved')(e), call(books, 'explained', { differenceId: e.differenceId })],
    'difference.carried': settled('carried'),
    'difference.asked': ({ reconciliationId, line, key }, { at }) => {
      const paymentId = line === 'pay' ? idOf(key) : null;
      return [
        ...(paymentId ? [call(wechatPay, 'query', { paymentId })] : []),
        later(plus(at, recordedMs), send(reconciliation, reconciliationId, 'match', {})),
      ];
    },
  },
});
