import { reconciliationIdOf } from '@yunzhen/contracts/reconciliation/channel';
import { difference as differenceContract } from '@yunzhen/contracts/reconciliation/difference';
import { period as periodContract } from '@yunzhen/contracts/reconciliation/period';
import { reconciliation as contract } from '@yunzhen/contracts/reconciliation/reconciliation';
import { refuse } from '@yunzhen/platform/refusal';
import { type Ask, feature } from '../feature.ts';
import { decider as dayDecider } from './decide-day.ts';
import { decider as differenceDecider } from './decide-difference.ts';
import { daysOf, decider as periodDecider } from './decide-period.ts';

/** O1.4: the books of one channel on one day. */
export const reconciliation = feature(contract, dayDecider);

/** O1.4: one line of the books that does not agree. */
export const difference = feature(differenceContract, differenceDecider);

const openIn = async (month: string, ask: Ask): Promise<number> => {
  const days = await Promise.all(
    daysOf(month).map(day => ask.state(reconciliation, reconciliationIdOf('wechat', day))),
  );
  const carried = await Promise.all(
    days.flatMap(({ decided }) => [...decided.keys()]).map(one => ask.state(difference, one)),
  );
  const waits = carried.filter(({ status }) => status === 'open' || status === 'assigned');
  return days.filter(({ status }) => status !== 'closed').length + waits.length;
};
/** O1.4: a month of the ledger. */
export const period = feature(
  periodContract,
  periodDecider,
  { close: async ({ month }, ask) => ({ open: await openIn(month, ask) }) },
  {
    close: async ({ month }, ask) => {
      if ((await openIn(month, ask)) > 0) refuse('days-open');
    },
  },
);
