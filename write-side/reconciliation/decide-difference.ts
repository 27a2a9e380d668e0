import type {
  DifferenceCommand,
  DifferenceEvent,
  DifferenceRefusal,
} from '@yunzhen/contracts/reconciliation/difference';
import { needsApproval, waysOf } from '@yunzhen/contracts/reconciliation/entries';
import { approvalLimit, handling, type Way } from '@yunzhen/contracts/reconciliation/kinds';
import type { DifferenceStatus } from '@yunzhen/contracts/reconciliation/states';
import { type Decider, inputOf, refusing } from '../decider.ts';

type About = Omit<Extract<DifferenceEvent, { type: 'difference.asked' }>['data'], 'staffId' | 'round'>;
type Seen = Extract<DifferenceEvent, { type: 'difference.opened' }>['data'];
interface Proposal {
  readonly way: Way;
  readonly reason: string;
  readonly evidence: string[];
}
export interface Difference {
  readonly status: 'none' | DifferenceStatus;
  readonly about: About | null;
  /** How it was resolved; null unless it is. */
  readonly way: Way | null;
  readonly run: number;
  /** How often it was carried. */
  readonly times: number;
  /** How often the channel was asked. */
  readonly asked: number;
}

interface Approved {
  readonly amount?: number;
  readonly proposedBy: string;
  readonly by: { readonly id: string };
}

const refuse = refusing<DifferenceRefusal>();
/** Those that a decision or the books themselves have not ended. Refuses all others. */
const unsolved = ({ about, status }: Difference): About => {
  if (!about) return refuse('unknown-difference');
  return status === 'healed' || status === 'resolved' ? refuse('difference-over') : about;
};
const amountOf = ({ effect }: About): number => Math.abs(effect);

/** Refuses what is not offered for it; carrying beyond what its kind allows too. */
const offered = (state: Difference, way: Way): About => {
  const about = unsolved(state);
  if (!waysOf(about).includes(way)) return refuse('way-not-offered');
  if (way === 'carry' && state.times >= handling[about.kind].carries) return refuse('carried-too-often');
  return about;
};
const decided = (
  about: About,
  { way, reason, evidence }: Proposal,
  times: number,
  proposedBy: string,
  approvedBy?: string,
): readonly DifferenceEvent[] => {
  const who = { proposedBy, ...(approvedBy !== undefined && { approvedBy }) };
  const data = { ...about, way, reason, evidence, ...who };
  return way === 'carry'
    ? [{ type: 'difference.carried', data: { ...data, times: times + 1 } }]
    : [{ type: 'difference.resolved', data }];
};
/** @param amount typed by the second person; absent while it is only proposed */
const byTwo = (
  { amount, proposedBy, by, ...proposal }: Proposal & Approved,
  state: Difference,
  most: number,
): readonly DifferenceEvent[] => {
  const about = offered(state, proposal.way);
  if (amountOf(about) > most) return refuse('above-limit');
  if (amount !== undefined && amount !== amountOf(about)) return refuse('another-amount');
  return decided(about, proposal, state.times, proposedBy, by.id);
};

const before = ({ kind, effect }: About, way: Way | null) => way && { before: { kind, effect, way } };

/** What is only on its way is left open for a day without anybody. */
const carriedByItself = (
  { run: _r, gap: _g, platform: _p, channelSays: _c, arrived: _a, ...about }: Seen,
  proposedBy: string,
): readonly DifferenceEvent[] =>
  about.kind === 'in-transit'
    ? [
        {
          type: 'difference.carried',
          data: { ...about, way: 'carry', reason: '账单或款项在途', evidence: [], times: 1, proposedBy },
        },
      ]
    : [];

export const decider: Decider<DifferenceCommand, DifferenceEvent, Difference> = {
  initial: { status: 'none', about: null, way: null, run: 0, times: 0, asked: 0 },
  decide: {
    observe: (command, state) => {
      const { run, ...seen } = inputOf(command);
      const { about, status } = state;
      if (run <= state.run && about) return [];
      const data = { ...seen, differenceId: command.id, run };
      const same = about?.kind === seen.kind && about.effect === seen.effect;
      if (about && status !== 'healed' && same) return [];
      if (!about || status === 'healed' || status === 'resolved')
        return [
          { type: 'difference.opened', data: { ...data, ...(about && before(about, state.way)) } },
          ...carriedByItself(data, command.by.id),
        ];
      return [{ type: 'difference.changed', data: { ...data, before: { kind: about.kind, effect: about.effect } } }];
    },
    heal: ({ run }, { about, way, status, run: last }) => {
      if (!about || status === 'healed' || run < last) return [];
      return [{ type: 'difference.healed', data: { ...about, run, open: status !== 'resolved', ...(way && { way }) } }];
    },
    assign: ({ id, ownerId, by }, state) => {
      unsolved(state);
      return [{ type: 'difference.assigned', data: { differenceId: id, ownerId, staffId: by.id } }];
    },
    note: ({ id, text, by }, state) => {
      unsolved(state);
      return [{ type: 'difference.noted', data: { differenceId: id, staffId: by.id, text } }];
    },
    ask: ({ by }, state) => {
      const about = unsolved(state);
      if (about.line !== 'pay' && about.line !== 'refund') return refuse('nothing-to-ask');
      return [{ type: 'difference.asked', data: { ...about, staffId: by.id, round: state.asked + 1 } }];
    },
    explain: ({ by, ...proposal }, state) => {
      const about = offered(state, proposal.way);
      if (needsApproval(about, proposal.way)) return refuse('second-person-needed');
      return decided(about, proposal, state.times, by.id);
    },
    resolve: (command, state) => byTwo(command, state, approvalLimit),
    'resolve-large': (command, state) => byTwo(command, state, Number.POSITIVE_INFINITY),
  },
  evolve: {
    'difference.opened': (
      state,
      { run, gap: _g, platform: _p, channelSays: _c, arrived: _a, before: _b, ...about },
    ) => ({
      ...state,
      status: 'open',
      about,
      way: null,
      run,
    }),
    'difference.changed': (
      state,
      { run, gap: _g, platform: _p, channelSays: _c, arrived: _a, before: _b, ...about },
    ) => ({
      ...state,
      status: 'open',
      about,
      run,
    }),
    'difference.healed': (state, { run }) => ({ ...state, status: 'healed', way: null, run }),
    'difference.assigned': state => ({ ...state, status: 'assigned' }),
    'difference.noted': state => state,
    'difference.asked': (state, { round }) => ({ ...state, asked: round }),
    'difference.resolved': (state, { way }) => ({ ...state, status: 'resolved', way }),
    'difference.carried': (state, { times }) => ({ ...state, status: 'carried', times }),
  },
};
