import type { Business, PaymentLine } from '@yunzhen/contracts/payment/bill';
import { payment as contract } from '@yunzhen/contracts/payment/payment';
import { refuse } from '@yunzhen/platform/refusal';
import { type Ask, feature } from '../feature.ts';
import { decider } from './decide.ts';
import { lineIdOf } from './ids.ts';
import { payables } from './payables.ts';
import { lineOf } from './state.ts';

/** How long the channel keeps an order open at most. */
const longest = 2 * 3_600_000;

interface Asked {
  readonly business: Business;
  readonly subjectId: string;
}

/** The lines with what they cost, until the first of them can no longer be paid. */
const billed = async (paymentId: string, lines: readonly Asked[], patientId: string, now: string, ask: Ask) => {
  if (new Set(lines.map(({ subjectId }) => subjectId)).size < lines.length) return refuse('not-payable');
  const due = await Promise.all(
    lines.map(async ({ business, subjectId }) => {
      const { until, ...line } = await payables[business].due(subjectId, patientId, now, ask);
      const lineId = lineIdOf(paymentId, subjectId);
      const shares: PaymentLine['shares'] = [{ method: 'wechat', amount: line.amount }];
      return { until, line: { lineId, business, subjectId, ...line, shares } };
    }),
  );
  const latest = new Date(Date.parse(now) + longest).toISOString();
  return {
    billed: due.map(({ line }): PaymentLine => line),
    description: wordsFor(due.map(({ line }) => line)),
    expiresAt: [latest, ...due.map(({ until }) => until)].sort()[0] ?? latest,
  };
};

/** What the payer reads at the channel. */
const wordsFor = (lines: readonly PaymentLine[]): string => {
  const [first, ...more] = lines;
  if (!first || more.length === 0) return first?.description ?? '';
  const kinds = [...new Set(lines.map(({ business }) => payables[business].together))];
  return `${kinds.join('、')}（${lines.length}项）`;
};

/**
 * P6.9, P7.2, P7.3: what is paid, what it costs and until when. Only the channel knows whether it was paid: `check` asks it,
 * so that nothing depends on what a client says.
 */
export const payment = feature(contract, decider, {
  create: ({ id, lines, now, by }, ask) => billed(id, lines, by.id, now, ask),
  check: async ({ id }, ask, { status, tenders }) => ({
    success:
      status === 'none' || !tenders.wechat || tenders.wechat.success ? null : await ask.outside.paymentSuccess(id),
  }),
  'ask-refund': async ({ subjectId }, ask, state) => {
    const line = lineOf(state, subjectId);
    return { way: line ? await payables[line.business].refund(subjectId, ask) : 'none' };
  },
});
