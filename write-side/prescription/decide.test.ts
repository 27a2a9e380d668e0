import { expect, test } from '@jest/globals';
import type { PrescriptionEvent } from '@yunzhen/contracts/prescription/prescription';
import { declared, ruleIds } from '@yunzhen/contracts/prescription/rules/declared';
import { contentHash } from '../canonical.ts';
import { fold, spec } from '../spec.ts';
import { idOf, now, system } from '../testing/harness.ts';
import { type Command, decider } from './decide.ts';
import type { Prescribed } from './rules.ts';

const { given } = spec(decider);
const [id, consultationId, patientId, visitPersonId, doctorId, departmentId] = [1, 2, 3, 4, 5, 6].map(idOf) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const [mei, lin, paymentId, other] = [idOf(21), idOf(22), idOf(31), idOf(32)];
const belongs = { consultationId, patientId, visitPersonId, doctorId, departmentId };
const asked = { id, now, by: system };
const doctor = { id, now, by: { id: doctorId, role: 'doctor' } } as const;
const pharmacist = (who: string) => ({ id, now, by: { id: who, role: 'pharmacist' } }) as const;

const line = {
  drugId: idOf(41),
  dose: { value: 1, unit: '片' },
  frequency: 'tid',
  route: '1',
  days: 7,
  quantity: 2,
  code: 'XA01ABD075A002010100483',
  name: '二甲双胍片',
  kind: 'western',
  specification: '0.5g*20片',
  unit: '盒',
  unitPrice: 125_000,
} as const;
const prescribed: Prescribed[] = [{ ...line, control: 'none' }];
const judged = { asked: ruleIds.map(rule => ({ rule, version: declared[rule].version })), findings: [] };
const content = {
  diagnoses: [{ code: 'E11.900', name: '2型糖尿病', system: 'icd10' as const }],
  lines: [line],
  total: 2_500,
  /** The end of 2 March in Shanghai. */
  validUntil: '2026-03-02T15:59:59.999Z',
  judged,
};
const late = '2026-03-02T16:00:00.000Z';

const event = <T extends PrescriptionEvent['type']>(
  type: T,
  data: Omit<Extract<PrescriptionEvent, { type: T }>['data'], 'prescriptionId'>,
) => ({ type, data: { prescriptionId: id, ...data } }) as unknown as Extract<PrescriptionEvent, { type: T }>;

const submitted = (version = 1) => event('prescription.submitted', { ...belongs, ...content, version });
const until = '2026-03-02T01:30:00.000Z';
const claimed = event('prescription.claimed', { pharmacistId: mei, until });
const released = event('prescription.released', { pharmacistId: mei });
const passed = event('prescription.passed', { ...belongs, pharmacistId: mei, version: 1 });
const failed = event('prescription.failed', { ...belongs, pharmacistId: mei, version: 1, reason: '剂量偏大' });
const recalled = event('prescription.recalled', belongs);
const published = event('prescription.published', {
  ...belongs,
  total: 2_500,
  contentHash: contentHash(submitted().data),
});
const paid = event('prescription.paid', { ...belongs, paymentId, amount: 2_500 });
const declined = (payment: string, cause: 'late' | 'duplicate' | 'amount-differs', amount = 2_500) =>
  event('prescription.payment-declined', { paymentId: payment, amount, cause });
const rejected = event('prescription.rejected', { ...belongs, paymentId, amount: 2_500, reason: '库存不足' });
const dispensed = event('prescription.dispensed', { ...belongs, paymentId, amount: 2_500, pharmacistId: mei });
const expired = event('prescription.expired', belongs);
const reason = '药品召回';
const by = 'hospital';
const unseen = event('prescription.cancelled', { ...belongs, by, reason, published: false });
const cancelled = event('prescription.cancelled', { ...belongs, by, reason, published: true });
const givenBack = event('prescription.cancelled', {
  ...{ ...belongs, by, reason, published: true, paymentId, amount: 2_500 },
});
const barred = event('prescription.barred', {});

const toPublished = [submitted(), claimed, passed, published];
const states = {
  none: [],
  submitted: [submitted()],
  recalled: [submitted(), recalled],
  claimed: [submitted(), claimed],
  passed: [submitted(), claimed, passed],
  failed: [submitted(), claimed, failed],
  revised: [submitted(), claimed, failed, submitted(2)],
  published: toPublished,
  declined: [...toPublished, declined(other, 'amount-differs', 1)],
  paid: [...toPublished, paid],
  rejected: [...toPublished, paid, rejected],
  dispensed: [...toPublished, paid, dispensed],
  expired: [submitted(), expired],
  cancelled: [...toPublished, cancelled],
  'given back': [...toPublished, paid, givenBack],
  barred: [barred],
} satisfies Record<string, PrescriptionEvent[]>;
type State = keyof typeof states;
/** A refusal's code, or what is decided. */
type Outcome = string | PrescriptionEvent[];
const all = (outcome: Outcome, except: Partial<Record<State, Outcome>>): Record<State, Outcome> =>
  ({ ...Object.fromEntries(Object.keys(states).map(state => [state, outcome])), ...except }) as Record<State, Outcome>;

const written = { diagnoses: content.diagnoses, lines: [], validDays: 1, prescribed, age: 45, answers: [] };
const submit: Command = { type: 'submit', ...doctor, consultationId, belongs, ...written };
const revise: Command = { type: 'revise', ...doctor, ...written };
const confirm = (payment: string, amount = 2_500, at = now): Command => ({
  type: 'confirm-payment',
  ...asked,
  now: at,
  paymentId: payment,
  amount,
  carried: true,
});
const none = 'unknown-prescription';
/** Never handed in: for most commands there is nothing. */
const nothing = { none, barred: none };
const cancels = { cancelled: 'prescription-cancelled', 'given back': 'prescription-cancelled' };
const ends = { expired: 'prescription-expired', ...cancels };

const table: readonly [string, Command, Record<State, Outcome>][] = [
  ['[D3.10] submit', submit, all([], { none: [submitted()], barred: 'visit-cancelled' })],
  [
    '[D3.10] submit for another consultation',
    { ...submit, consultationId: other, belongs: { ...belongs, consultationId: other } },
    all('not-revisable', {
      none: [event('prescription.submitted', { ...submitted().data, consultationId: other })],
      barred: 'visit-cancelled',
    }),
  ],
  [
    '[D3.12] revise',
    revise,
    all('not-revisable', { ...nothing, ...ends, failed: [submitted(2)], recalled: [submitted(2)] }),
  ],
  [
    '[D4.2] recall',
    { type: 'recall', ...doctor },
    all('not-recallable', { ...nothing, recalled: [], submitted: [recalled], revised: [recalled] }),
  ],
  [
    '[O1.3] recall by operations, with their reason',
    { type: 'recall', ...asked, reason: '患者已线下就诊' },
    all('not-recallable', {
      ...nothing,
      recalled: [],
      ...Object.fromEntries(
        ['submitted', 'revised'].map(state => [
          state,
          [event('prescription.recalled', { ...belongs, reason: '患者已线下就诊' })],
        ]),
      ),
    }),
  ],
  [
    '[R2.3] claim',
    { type: 'claim', ...pharmacist(mei) },
    all('not-submitted', { ...nothing, ...ends, submitted: [claimed], revised: [claimed], claimed: [] }),
  ],
  [
    '[R2.3] claim by another',
    { type: 'claim', ...pharmacist(lin) },
    all('not-submitted', {
      ...nothing,
      ...ends,
      submitted: [event('prescription.claimed', { pharmacistId: lin, until })],
      revised: [event('prescription.claimed', { pharmacistId: lin, until })],
      claimed: 'claimed-by-another',
    }),
  ],
  [
    '[R2.3] release',
    { type: 'release', ...pharmacist(mei) },
    all('not-claimed', { ...nothing, submitted: [], revised: [], claimed: [released] }),
  ],
  [
    '[R2.3] release by another',
    { type: 'release', ...pharmacist(lin) },
    all('not-claimed', { ...nothing, submitted: [], revised: [], claimed: 'claimed-by-another' }),
  ],
  ['[R2.3] a claim’s time is over', { type: 'time-out-claim', ...asked, now: until }, all([], { claimed: [released] })],
  ['[R2.3] a claim’s time is not over', { type: 'time-out-claim', ...asked }, all([], {})],
  [
    '[R2.3] pass',
    { type: 'pass', ...pharmacist(mei), ticked: [], toTick: [] },
    all('not-claimed', { ...nothing, ...ends, claimed: [passed], passed: [] }),
  ],
  [
    '[R2.3] pass by another',
    { type: 'pass', ...pharmacist(lin), ticked: [], toTick: [] },
    all('not-claimed', { ...nothing, ...ends, claimed: 'claimed-by-another', passed: 'claimed-by-another' }),
  ],
  [
    '[R2.3] fail',
    { type: 'fail', ...pharmacist(mei), reason: '剂量偏大' },
    all('not-claimed', { ...nothing, ...ends, claimed: [failed], failed: [] }),
  ],
  [
    '[R2.3] fail by another',
    { type: 'fail', ...pharmacist(lin), reason: '剂量偏大' },
    all('not-claimed', { ...nothing, ...ends, claimed: 'claimed-by-another', failed: 'claimed-by-another' }),
  ],
  [
    '[D3.11] publish',
    { type: 'publish', ...doctor },
    all('prescription-not-passed', {
      ...nothing,
      ...ends,
      passed: [published],
      published: [],
      declined: [],
      paid: [],
      rejected: [],
      dispensed: [],
    }),
  ],
  [
    '[P7.3] payment',
    confirm(paymentId),
    all([declined(paymentId, 'late')], {
      ...nothing,
      published: [paid],
      declined: [paid],
      paid: [],
      rejected: [],
      dispensed: [],
      'given back': [],
    }),
  ],
  [
    '[P7.3] another payment',
    confirm(other),
    all([declined(other, 'late')], {
      ...nothing,
      published: [event('prescription.paid', { ...belongs, paymentId: other, amount: 2_500 })],
      declined: [],
      paid: [declined(other, 'duplicate')],
      rejected: [declined(other, 'duplicate')],
      dispensed: [declined(other, 'duplicate')],
      'given back': [declined(other, 'duplicate')],
    }),
  ],
  [
    '[P7.3] payment of another amount',
    confirm(paymentId, 2_499),
    all([declined(paymentId, 'late', 2_499)], {
      ...nothing,
      published: [declined(paymentId, 'amount-differs', 2_499)],
      declined: [declined(paymentId, 'amount-differs', 2_499)],
      paid: [],
      rejected: [],
      dispensed: [],
      'given back': [],
    }),
  ],
  [
    '[P7.3] payment after its time',
    confirm(paymentId, 2_500, late),
    all([declined(paymentId, 'late')], { ...nothing, paid: [], rejected: [], dispensed: [], 'given back': [] }),
  ],
  [
    '[P7.3] refused by HIS',
    { type: 'reject', ...asked, reason: '库存不足' },
    all([], { ...nothing, paid: [rejected] }),
  ],
  [
    '[R3.1] dispensed',
    { type: 'confirm-dispensed', ...asked, pharmacistId: mei },
    all('not-paid', { ...nothing, paid: [dispensed], dispensed: [] }),
  ],
  [
    '[D3.10] expire',
    { type: 'expire', ...asked, now: late },
    all([expired], {
      ...{ ...nothing, paid: [], rejected: [], dispensed: [], expired: [], cancelled: [], 'given back': [] },
    }),
  ],
  ['[D3.10] expire before its time', { type: 'expire', ...asked }, all([], nothing)],
  [
    '[O1.3] cancel',
    { type: 'cancel', ...asked, reason, withheld: false },
    all('prescription-not-cancellable', {
      ...{ none, barred: [], passed: [unseen], published: [cancelled], declined: [cancelled], paid: 'being-confirmed' },
      ...{ dispensed: 'handed-out', cancelled: [], 'given back': [] },
    }),
  ],
  [
    '[O1.3] cancel while its drugs are withheld',
    { type: 'cancel', ...asked, reason, withheld: true },
    all('prescription-not-cancellable', {
      ...{ none, barred: [], passed: [unseen], published: [cancelled], declined: [cancelled], paid: [givenBack] },
      ...{ dispensed: 'handed-out', cancelled: [], 'given back': [] },
    }),
  ],
  [
    '[O1.3] its drugs will not be handed out',
    { type: 'confirm-cancelled', ...asked, side: by, reason },
    all([], { paid: [givenBack] }),
  ],
  [
    '[D3.6] its visit was cancelled',
    { type: 'cancel-with-visit', ...asked, side: by, reason },
    all([unseen], {
      ...{ none: [barred], published: [cancelled], declined: [cancelled], paid: [givenBack] },
      ...{ rejected: [], dispensed: [], expired: [], cancelled: [], 'given back': [], barred: [] },
    }),
  ],
  [
    '[D3.6] payment after its visit was cancelled',
    { ...confirm(paymentId), carried: false } as Command,
    all([declined(paymentId, 'late')], { ...nothing, paid: [], rejected: [], dispensed: [], 'given back': [] }),
  ],
];

for (const [title, command, outcomes] of table)
  for (const [state, past] of Object.entries(states))
    test(`${title} when ${state}`, () => {
      const outcome = outcomes[state as State];
      const decided = given(...past).when(command);
      if (typeof outcome === 'string') decided.thenRefused(outcome);
      else decided.then(...outcome);
    });

test('[D3.10] what breaks a rule is not submitted, and what the class of control was is not kept', () => {
  given()
    .when({ ...submit, prescribed: [{ ...line, control: 'narcotic' }] })
    .thenRefused('drug-controlled');
  given(submitted(), recalled)
    .when({ ...revise, prescribed: [{ ...line, days: 8, control: 'none' }] })
    .thenRefused('supply-too-long');
});

test('[R2.3] it passes once everything that the rules pointed out is ticked', () => {
  const pass = (ticked: ('R25' | 'R34')[]): Command => ({
    ...{ type: 'pass', ...pharmacist(mei), ticked, toTick: ['R34', 'R25'] },
  });
  given(submitted(), claimed).when(pass([])).thenRefused('flags-open');
  given(submitted(), claimed)
    .when(pass(['R34']))
    .thenRefused('flags-open');
  given(submitted(), claimed)
    .when(pass(['R25', 'R34']))
    .then(passed);
});

test('[D3.12] a revision has a time of its own, so that the time of the version before does not end it', () => {
  const next = { ...submitted(2).data, validUntil: '2026-03-03T15:59:59.999Z' };
  given(submitted(), claimed, failed)
    .when({ ...revise, validDays: 2 })
    .then(event('prescription.submitted', next));
  given(submitted(), claimed, failed, event('prescription.submitted', next))
    .when({ type: 'expire', ...asked, now: late })
    .thenNothing();
});

test('[D3.10] its time is over at the same millisecond for all who work on it', () => {
  const { validUntil } = content;
  const just = new Date(Date.parse(validUntil) - 1).toISOString();
  const steps: [PrescriptionEvent[], Command][] = [
    [states.failed, revise],
    [states.recalled, revise],
    [states.submitted, { type: 'claim', ...pharmacist(mei) }],
    [states.claimed, { type: 'pass', ...pharmacist(mei), ticked: [], toTick: [] }],
    [states.claimed, { type: 'fail', ...pharmacist(mei), reason }],
    [states.passed, { type: 'publish', ...doctor }],
  ];
  for (const [past, step] of steps) {
    expect(decider.decide[step.type]({ ...step, now: just } as never, fold(decider, past))).toHaveLength(1);
    given(...past)
      .when({ ...step, now: validUntil })
      .thenRefused('prescription-expired');
  }
  given(...states.published)
    .when(confirm(paymentId, 2_500, validUntil))
    .then(declined(paymentId, 'late'));
  given(...states.published)
    .when({ type: 'expire', ...asked, now: validUntil })
    .then(expired);
});

test('[R2.3] what was released is claimed by anybody, and an old deadline leaves the new claim alone', () => {
  const anew = event('prescription.claimed', { pharmacistId: lin, until: '2026-03-02T01:45:00.000Z' });
  given(submitted(), claimed, released)
    .when({ type: 'claim', ...pharmacist(lin), now: '2026-03-02T01:15:00.000Z' })
    .then(anew);
  given(submitted(), claimed, released, anew)
    .when({ type: 'time-out-claim', ...asked, now: until })
    .thenNothing();
});
