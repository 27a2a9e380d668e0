import { z } from 'zod';
import { diagnosed } from '../catalogue/diagnosis.ts';
import {
  type CommandOf,
  capability,
  type EventOf,
  fen,
  id,
  instant,
  type RefusalOf,
  sealed,
  text,
} from '../language.ts';
import { cancelledBy } from '../registration/registration.ts';
import { prescriptionLine } from './line.ts';
import { ruleCodes, ruleIds } from './rules/declared.ts';
import { answer, judgement } from './rules/findings.ts';
import { usage } from './usage.ts';

const belongs = {
  prescriptionId: id,
  consultationId: id,
  patientId: id,
  visitPersonId: id,
  doctorId: id,
  departmentId: id,
};
const content = {
  version: z.int().positive(),
  diagnoses: sealed('visitPerson', z.array(diagnosed).min(1).max(5)),
  lines: sealed('visitPerson', z.array(prescriptionLine).min(1).max(50)),
  total: fen,
  /** Why more than seven days are supplied: chronic disease. */
  longSupplyReason: sealed('visitPerson').optional(),
  validUntil: instant,
  /** What the rules said when it was handed in, and which they were. */
  judged: sealed('visitPerson', judgement),
};
const written = {
  diagnoses: z.array(diagnosed).min(1).max(5),
  lines: z.array(z.object(usage)).min(1).max(50),
  longSupplyReason: text(200).optional(),
  /** Why it goes on where a rule asks for a reason; one counts for all lines. */
  answers: z.array(answer).max(ruleIds.length).default([]),
  /** Valid on its day, extendable to at most three. */
  validDays: z.int().min(1).max(3).default(1),
};
/** A claim that led to no decision by then ends by itself. */
export const claimMinutes = 30;

const doctor = { doctor: 'own' } as const;
const pharmacist = { pharmacist: 'any' } as const;

const about = {
  patient: 'patientId',
  visitPerson: 'visitPersonId',
  doctor: 'doctorId',
  visit: 'consultationId',
} as const;
const reviewed = { ...about, pharmacist: 'pharmacistId', tells: ['doctor'] } as const;

/** 处方. Stream `prescription-<id>`. */
export const prescription = capability('prescription', {
  events: {
    submitted: { ...belongs, ...content },
    /** With a reason when operations recalled it. */
    recalled: { ...belongs, reason: sealed('visitPerson').optional() },
    claimed: { prescriptionId: id, pharmacistId: id, until: instant },
    released: { prescriptionId: id, pharmacistId: id },
    passed: { ...belongs, pharmacistId: id, version: z.int().positive() },
    failed: { ...belongs, pharmacistId: id, version: z.int().positive(), reason: sealed('visitPerson') },
    published: { ...belongs, total: fen, contentHash: z.string() },
    /** Without a payment when it costs nothing. */
    paid: { ...belongs, paymentId: id.optional(), amount: fen },
    paymentDeclined: {
      prescriptionId: id,
      paymentId: id,
      amount: fen,
      cause: z.enum(['late', 'duplicate', 'amount-differs']),
    },
    /** HIS said no: it is not dispensed, and the money goes back. */
    rejected: { ...belongs, paymentId: id.optional(), amount: fen, reason: sealed('visitPerson') },
    /** What it cost is earned. */
    dispensed: { ...belongs, pharmacistId: id, paymentId: id.optional(), amount: fen },
    expired: { ...belongs },
    /**
     * By operations after review, by the patient once it is paid, or with its visit at any time. `amount` once it was paid, `paymentId`
     * when there is money to give back; `published`: whether the patient had seen it.
     */
    cancelled: {
      ...belongs,
      by: z.enum(cancelledBy),
      reason: sealed('visitPerson'),
      published: z.boolean(),
      paymentId: id.optional(),
      amount: fen.optional(),
    },
    /** Its visit was cancelled before it was handed in: it never is. */
    barred: { prescriptionId: id },
  },
  about: {
    submitted: about,
    recalled: about,
    claimed: { pharmacist: 'pharmacistId' },
    released: { pharmacist: 'pharmacistId' },
    passed: reviewed,
    failed: reviewed,
    published: { ...about, tells: ['patient'] },
    paid: { ...about, tells: ['patient', 'doctor'] },
    paymentDeclined: {},
    rejected: about,
    dispensed: { ...about, pharmacist: 'pharmacistId', tells: ['patient'] },
    expired: { ...about, tells: ['doctor'] },
    cancelled: { ...about, tells: ['patient', 'doctor'] },
    barred: {},
  },
  commands: {
    submit: {
      summary: 'D3.10 Write a prescription and hand it to the pharmacist',
      access: doctor,
      input: { consultationId: id, ...written },
    },
    revise: { summary: 'D3.12 Revise a failed or recalled prescription', access: doctor, input: written },
    recall: {
      summary: 'D4.2 O1.3 Recall before review',
      access: { doctor: 'own', operator: 'any' },
      input: { reason: text(200).optional() },
    },
    claim: { summary: 'R2.3 Take a prescription to review, so that nobody else does', access: pharmacist, input: {} },
    release: { summary: 'R2.3 Give back what one has claimed, for others to review', access: pharmacist, input: {} },
    'time-out-claim': { summary: 'R2.3 A claim has led to no decision in its time', input: {} },
    'release-claim': { summary: 'R2.3 Who claimed it has left', input: { pharmacistId: id } },
    pass: {
      summary: 'R2.3 Pass, with a tick at everything the rules point out',
      access: pharmacist,
      input: { ticked: z.array(z.enum(ruleIds)).max(ruleIds.length).default([]) },
    },
    fail: { summary: 'R2.3 Fail with a reason', access: pharmacist, input: { reason: text(200) } },
    publish: { summary: 'D3.11 Publish to the patient after it passed', access: doctor, input: {} },
    'confirm-payment': { summary: 'A payment for it succeeded', input: { paymentId: id, amount: fen } },
    reject: { summary: 'HIS refused it', input: { reason: text(200) } },
    'confirm-dispensed': { summary: 'The drugs were handed out', input: { pharmacistId: id } },
    expire: { summary: 'Its time is over', input: {} },
    cancel: {
      summary: 'O1.3 Cancel after review and before the drugs are handed out; what was paid goes back',
      access: { operator: 'any', pharmacist: 'any' },
      input: { reason: text(200) },
    },
    'give-up': {
      summary: 'P7.7 Give up a paid prescription before the drugs are handed out; what was paid goes back',
      access: { patient: 'own' },
      input: { reason: text(200) },
    },
    'confirm-cancelled': {
      summary: 'Its drugs will not be handed out',
      input: { side: z.enum(cancelledBy), reason: text(200) },
    },
    'cancel-with-visit': {
      summary: 'Its visit was cancelled: nothing of it is reviewed, published, paid or handed out any more',
      input: { side: z.enum(cancelledBy), reason: text(200) },
    },
  },
  boards: ['operations', 'review'],
  refusals: [
    'unknown-prescription',
    'consultation-not-in-progress',
    'visit-cancelled',
    'record-required',
    'unknown-drug',
    'unknown-diagnosis',
    'diagnosis-not-in-record',
    ...ruleCodes,
    'flags-open',
    'not-submitted',
    'not-revisable',
    'prescription-expired',
    'prescription-cancelled',
    'not-recallable',
    'claimed-by-another',
    'not-claimed',
    'prescription-not-passed',
    'not-payable',
    'not-paid',
    'prescription-not-cancellable',
    'being-confirmed',
    'handed-out',
  ],
});

export type PrescriptionEvent = EventOf<typeof prescription>;
export type PrescriptionCommand = CommandOf<typeof prescription>;
export type PrescriptionRefusal = RefusalOf<typeof prescription>;
