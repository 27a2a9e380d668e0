import type { StoredOf } from '@yunzhen/contracts/language';
import type { PrescriptionLine } from '@yunzhen/contracts/prescription/line';
import {
  claimMinutes,
  type PrescriptionCommand,
  type PrescriptionEvent,
  type PrescriptionRefusal,
} from '@yunzhen/contracts/prescription/prescription';
import type { RuleId } from '@yunzhen/contracts/prescription/rules/declared';
import type { Answer, Judgement } from '@yunzhen/contracts/prescription/rules/findings';
import type { Sheet } from '@yunzhen/contracts/prescription/rules/rule';
import type { PrescriptionStatus } from '@yunzhen/contracts/prescription/states';
import type { cancelledBy } from '@yunzhen/contracts/registration/registration';
import { totalOf } from '@yunzhen/contracts/unit-price';
import { contentHash } from '../canonical.ts';
import type { Belongs as Visit } from '../consultation/decide.ts';
import { type Decider, type Facts, refusing } from '../decider.ts';
import { settled as judgedBy, type Prescribed, validUntil } from './rules.ts';

interface Belongs extends Visit {
  readonly consultationId: string;
}
type Written = StoredOf<PrescriptionEvent, 'prescription.submitted'>;

export interface Prescription {
  readonly status: 'none' | PrescriptionStatus;
  /** The latest version; null before the first. */
  readonly written: Written | null;
  /** Who reviews or reviewed the latest version. */
  readonly pharmacistId: string | null;
  /** When the claim ends by itself; null without one. */
  readonly claimedUntil: string | null;
  readonly paymentId: string | null;
  /** Payments that go back. */
  readonly declined: readonly string[];
}

/**
 * Whose consultation it belongs to and whether that still carries it, what its drugs are and cost today and how old the person is,
 * what the rules pointed out, and whether the drugs are kept from being handed out.
 */
export type Command = Facts<
  PrescriptionCommand,
  {
    submit: { belongs: Belongs; prescribed: Prescribed[]; age: number | null };
    revise: { prescribed: Prescribed[]; age: number | null };
    pass: { toTick: readonly RuleId[] };
    'confirm-payment': { carried: boolean };
    cancel: { withheld: boolean };
    'give-up': { withheld: boolean };
  }
>;

const refuse = refusing<PrescriptionRefusal>();

export const decider: Decider<Command, PrescriptionEvent, Prescription> = {
  initial: { status: 'none', written: null, pharmacistId: null, claimedUntil: null, paymentId: null, declined: [] },
  subject: ({ written }) => written && belongsOf(written),
  decide: {
    submit: (command, { status, written }) => {
      if (status === 'cancelled' && !written) return refuse('visit-cancelled');
      if (written) return written.consultationId === command.consultationId ? [] : refuse('not-revisable');
      return submitted(command, command.belongs, 1);
    },
    revise: (command, { status, written }) => {
      if (!written) return refuse('unknown-prescription');
      if (status !== 'failed' && status !== 'recalled') return over(status, 'not-revisable');
      checkValid(written, command.now);
      return submitted(command, belongsOf(written), written.version + 1);
    },
    recall: ({ id, reason }, { status, written }) => {
      if (!written) return refuse('unknown-prescription');
      if (status === 'recalled') return [];
      if (status !== 'submitted') return refuse('not-recallable');
      const why = reason !== undefined && { reason };
      return [{ type: 'prescription.recalled', data: { prescriptionId: id, ...belongsOf(written), ...why } }];
    },
    claim: ({ id, by, now }, { status, written, pharmacistId }) => {
      if (!written) return refuse('unknown-prescription');
      if (status === 'claimed') return pharmacistId === by.id ? [] : refuse('claimed-by-another');
      if (status !== 'submitted') return over(status, 'not-submitted');
      checkValid(written, now);
      const until = new Date(Date.parse(now) + claimMinutes * 60_000).toISOString();
      return [{ type: 'prescription.claimed', data: { prescriptionId: id, pharmacistId: by.id, until } }];
    },
    release: ({ id, by }, { status, written, pharmacistId }) => {
      if (!written) return refuse('unknown-prescription');
      if (status === 'submitted') return [];
      if (status !== 'claimed') return refuse('not-claimed');
      if (pharmacistId !== by.id) return refuse('claimed-by-another');
      return [{ type: 'prescription.released', data: { prescriptionId: id, pharmacistId } }];
    },
    'release-claim': ({ id, pharmacistId }, state) =>
      state.status === 'claimed' && state.pharmacistId === pharmacistId
        ? [{ type: 'prescription.released', data: { prescriptionId: id, pharmacistId } }]
        : [],
    /** Somebody may have claimed it anew: that claim has a later end. */
    'time-out-claim': ({ id, now }, { status, pharmacistId, claimedUntil }) =>
      status === 'claimed' && pharmacistId && claimedUntil && claimedUntil <= now
        ? [{ type: 'prescription.released', data: { prescriptionId: id, pharmacistId } }]
        : [],
    pass: ({ id, by, now, ticked, toTick }, state) => {
      const reviewed = review(id, by.id, 'passed', state, now);
      if (reviewed && toTick.some(rule => !ticked.includes(rule))) return refuse('flags-open');
      return reviewed ? [{ type: 'prescription.passed', data: reviewed }] : [];
    },
    fail: ({ id, by, now, reason }, state) => {
      const reviewed = review(id, by.id, 'failed', state, now);
      return reviewed ? [{ type: 'prescription.failed', data: { ...reviewed, reason } }] : [];
    },
    publish: ({ id, now }, { status, written }) => {
      if (!written) return refuse('unknown-prescription');
      if (status === 'published' || settled(status)) return [];
      if (status !== 'passed') return over(status, 'prescription-not-passed');
      checkValid(written, now);
      const { total } = written;
      const belongs = { prescriptionId: id, ...belongsOf(written) };
      const published: PrescriptionEvent = {
        type: 'prescription.published',
        data: { ...belongs, total, contentHash: contentHash(written) },
      };
      return total > 0 ? [published] : [published, { type: 'prescription.paid', data: { ...belongs, amount: 0 } }];
    },
    'confirm-payment': ({ id, paymentId, amount, carried, now }, state) => {
      const { status, written } = state;
      if (!written) return refuse('unknown-prescription');
      if (state.paymentId === paymentId || state.declined.includes(paymentId)) return [];
      const goesBack = (cause: 'late' | 'duplicate' | 'amount-differs'): PrescriptionEvent[] => [
        { type: 'prescription.payment-declined', data: { prescriptionId: id, paymentId, amount, cause } },
      ];
      if (state.paymentId || settled(status)) return goesBack('duplicate');
      if (status !== 'published' || !carried || written.validUntil <= now) return goesBack('late');
      if (amount !== written.total) return goesBack('amount-differs');
      return [{ type: 'prescription.paid', data: { prescriptionId: id, ...belongsOf(written), paymentId, amount } }];
    },
    reject: ({ id, reason }, { status, written, paymentId }) => {
      if (!written) return refuse('unknown-prescription');
      if (status !== 'paid') return [];
      const paid = { ...(paymentId && { paymentId }), amount: written.total };
      return [{ type: 'prescription.rejected', data: { prescriptionId: id, ...belongsOf(written), ...paid, reason } }];
    },
    'confirm-dispensed': ({ id, pharmacistId }, { status, written, paymentId }) => {
      if (!written) return refuse('unknown-prescription');
      if (status === 'dispensed') return [];
      if (status !== 'paid') return refuse('not-paid');
      const paid = { ...(paymentId && { paymentId }), amount: written.total };
      const data = { prescriptionId: id, ...belongsOf(written), ...paid, pharmacistId };
      return [{ type: 'prescription.dispensed', data }];
    },
    /** A revision may be valid for longer than the version whose time is over. */
    expire: ({ id, now }, { status, written }) => {
      if (!written) return refuse('unknown-prescription');
      if (settled(status) || status === 'expired' || status === 'cancelled' || now < written.validUntil) return [];
      return [{ type: 'prescription.expired', data: { prescriptionId: id, ...belongsOf(written) } }];
    },
    cancel: ({ id, reason, withheld }, state) => {
      switch (state.status) {
        case 'none':
          return refuse('unknown-prescription');
        case 'cancelled':
          return [];
        case 'dispensed':
          return refuse('handed-out');
        case 'paid':
          // HIS is being asked, and would set the drugs aside after they were given up.
          return withheld ? cancelled(id, 'hospital', reason, state) : refuse('being-confirmed');
        case 'passed':
        case 'published':
          return cancelled(id, 'hospital', reason, state);
        default:
          return refuse('prescription-not-cancellable');
      }
    },
    'give-up': ({ id, reason, withheld }, state) => {
      switch (state.status) {
        case 'none':
          return refuse('unknown-prescription');
        case 'cancelled':
          return [];
        case 'dispensed':
          return refuse('handed-out');
        case 'paid':
          return withheld ? cancelled(id, 'patient', reason, state) : refuse('being-confirmed');
        default:
          return refuse('not-paid');
      }
    },
    'confirm-cancelled': ({ id, side, reason }, state) =>
      state.status === 'paid' ? cancelled(id, side, reason, state) : [],
    'cancel-with-visit': ({ id, side, reason }, state) => {
      if (state.status === 'none') return [{ type: 'prescription.barred', data: { prescriptionId: id } }];
      return endings.includes(state.status) ? [] : cancelled(id, side, reason, state);
    },
  },
  evolve: {
    'prescription.submitted': (state, written) => ({ ...state, status: 'submitted', written, pharmacistId: null }),
    'prescription.recalled': state => ({ ...state, status: 'recalled' }),
    'prescription.claimed': (state, { pharmacistId, until }) => ({
      ...state,
      status: 'claimed',
      pharmacistId,
      claimedUntil: until,
    }),
    'prescription.released': state => ({ ...state, status: 'submitted', pharmacistId: null, claimedUntil: null }),
    'prescription.passed': state => ({ ...state, status: 'passed' }),
    'prescription.failed': state => ({ ...state, status: 'failed' }),
    'prescription.published': state => ({ ...state, status: 'published' }),
    'prescription.paid': (state, { paymentId = null }) => ({ ...state, status: 'paid', paymentId }),
    'prescription.payment-declined': (state, { paymentId }) => ({
      ...state,
      declined: [...state.declined, paymentId],
    }),
    'prescription.rejected': state => ({ ...state, status: 'rejected' }),
    'prescription.dispensed': state => ({ ...state, status: 'dispensed' }),
    'prescription.expired': state => ({ ...state, status: 'expired' }),
    'prescription.cancelled': state => ({ ...state, status: 'cancelled' }),
    'prescription.barred': state => ({ ...state, status: 'cancelled' }),
  },
};

/** From here nothing leads on. */
const endings: readonly Prescription['status'][] = ['rejected', 'dispensed', 'expired', 'cancelled'];

/** Why not: that it is over already says more than that it is not where the step begins. */
const over = (status: Prescription['status'], code: PrescriptionRefusal): never => {
  if (status === 'expired') return refuse('prescription-expired');
  return refuse(status === 'cancelled' ? 'prescription-cancelled' : code);
};

/** Until `validUntil`, in every state on the way to its payment; the process that says so may come a little later. */
const checkValid = ({ validUntil }: Pick<Written, 'validUntil'>, now: string): void => {
  if (validUntil <= now) refuse('prescription-expired');
};

const cancelled = (
  prescriptionId: string,
  by: (typeof cancelledBy)[number],
  reason: string,
  { status, written, paymentId }: Prescription,
): readonly PrescriptionEvent[] => {
  if (!written) return refuse('unknown-prescription');
  const paid = status === 'paid' && { ...(paymentId && { paymentId }), amount: written.total };
  const content = { by, reason, published: status === 'published' || status === 'paid', ...paid };
  return [{ type: 'prescription.cancelled', data: { prescriptionId, ...belongsOf(written), ...content } }];
};

/** Paid for, whatever came of it. */
const settled = (status: Prescription['status']) =>
  status === 'paid' || status === 'rejected' || status === 'dispensed';

const belongsOf = ({ consultationId, patientId, visitPersonId, doctorId, departmentId }: Belongs): Belongs => ({
  consultationId,
  patientId,
  visitPersonId,
  doctorId,
  departmentId,
});

/** Refuses by the first rule for online prescribing that is broken, or that asks for a reason and got none. */
export const checkRules = (sheet: Sheet, answers: readonly Answer[]): Judgement => {
  const judged = judgedBy(sheet, answers);
  return typeof judged === 'string' ? refuse(judged) : judged;
};

const submitted = (
  command: Extract<Command, { type: 'submit' | 'revise' }>,
  belongs: Belongs,
  version: number,
): readonly PrescriptionEvent[] => {
  const { id, now, diagnoses, prescribed, longSupplyReason, validDays, age, answers } = command;
  const judged = checkRules({ lines: prescribed, diagnoses, longSupplyReason, age }, answers);
  const lines = prescribed.map(({ control: _, ...line }): PrescriptionLine => line);
  const content = {
    version,
    diagnoses,
    lines,
    total: totalOf(lines),
    ...(longSupplyReason !== undefined && { longSupplyReason }),
    validUntil: validUntil(now, validDays),
    judged,
  };
  return [{ type: 'prescription.submitted', data: { prescriptionId: id, ...belongs, ...content } }];
};

/** Of what this pharmacist has claimed; null when they have decided the same already. */
const review = (
  prescriptionId: string,
  pharmacistId: string,
  as: 'passed' | 'failed',
  { status, written, ...state }: Prescription,
  now: string,
) => {
  if (!written) return refuse('unknown-prescription');
  if (status !== 'claimed' && status !== as) return over(status, 'not-claimed');
  if (state.pharmacistId !== pharmacistId) return refuse('claimed-by-another');
  if (status === 'claimed') checkValid(written, now);
  return status === 'claimed'
    ? { prescriptionId, ...belongsOf(written), pharmacistId, version: written.version }
    : null;
};
