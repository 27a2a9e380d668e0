/** What people do, each when there is reason to: a habit answers the things somebody may want to do just now. */
import { currentConsent } from '@yunzhen/contracts/patient/consent';
import type { Business } from '@yunzhen/contracts/payment/bill';
import type { Actor } from '@yunzhen/contracts/roles';
import type { Random } from '../random.ts';
import { diagnosis, doctors, drugs, operator, patients, personOf, pharmacists, visitPerson } from '../world/genesis.ts';
import type { Plan } from '../world/plan.ts';
import { askRefund, denyRefund, giveUpPrescription, grantRefund } from './returning.ts';
import type { States } from './truth.ts';
import { doctor, each, type Habit, patient, pharmacist, type Sight, type Wish, wish } from './wish.ts';

const minutes = (from: number, count: number): string => new Date(from + count * 60_000).toISOString();
/** Three a day of packs of twenty. */
const line = (drugId: string, days: number) => ({
  drugId,
  dose: { value: 1, unit: '片' },
  frequency: 'tid',
  route: '1',
  days,
  quantity: Math.ceil((3 * days) / 20),
});
const written = ({ random }: Sight) => ({
  diagnoses: [diagnosis],
  lines: drugs.slice(random.below(drugs.length)).map(id => line(id, 1 + random.below(7))),
  validDays: 1 + random.below(3),
});

/** So few that people want the same numbers, as long as anything is free somewhere. */
const publish: Habit = ({ truth, random, now, capacity }) => {
  const open = [...truth['clinic-session'].values()].filter(
    session => session.status === 'published' && Object.keys(session.claims).length < session.capacity,
  );
  if (open.length > 0 || truth['clinic-session'].size >= 6) return [];
  const doctorId = random.pick(doctors);
  const theirs = [...truth['clinic-session'].values()].filter(session => session.doctorId === doctorId);
  const free = Math.max(now(), ...theirs.map(({ endsAt }) => Date.parse(endsAt)));
  // Now and then somebody does not look at what there is.
  const from = random.chance(0.8) ? free : now();
  const begins = 10 + random.below(240);
  return [
    () =>
      wish('clinic-session', random.uuid(), 'publish', operator, {
        doctorId,
        startsAt: minutes(from, begins),
        endsAt: minutes(from, begins + 60 + random.below(180)),
        fee: 1_000 + random.below(3_000),
        capacity: 1 + random.below(capacity),
      }),
  ];
};
const suspend = each(
  'clinic-session',
  ({ status }) => status === 'published',
  id => wish('clinic-session', id, 'suspend', operator, { reason: '医生外出' }),
);

const book: Habit = ({ truth, random }) =>
  [...truth['clinic-session']].flatMap(([clinicSessionId, { status }]) =>
    status === 'none'
      ? []
      : [
          () => {
            const id = random.pick(patients);
            return wish('registration', random.uuid(), 'book', patient(id), {
              clinicSessionId,
              visitPersonId: personOf(id),
              chiefComplaint: '复诊开药',
              consentVersion: currentConsent.version,
            });
          },
        ],
  );
const order = (business: Business, subjectIds: readonly string[], by: string, { random }: Sight) =>
  wish('payment', random.uuid(), 'create', patient(by), {
    lines: subjectIds.map(subjectId => ({ business, subjectId })),
  });
/** Who has begun to pay seldom begins again. */
const unpaid = (id: string, { truth, random }: Sight): boolean =>
  random.chance(0.02) ||
  ![...truth.payment.values()].some(
    ({ lines, status }) => status !== 'closed' && lines.some(({ subjectId }) => subjectId === id),
  );
const payRegistration: Habit = sight =>
  [...sight.truth.registration].flatMap(([id, { status, place }]) =>
    status === 'held' && unpaid(id, sight) ? [() => order('registration', [id], place?.patientId ?? '', sight)] : [],
  );
/** Some pay all that they owe together. */
const payPrescription: Habit = sight => {
  const due = [...sight.truth.prescription].filter(
    ([id, { status, written: old }]) => status === 'published' && old && old.total > 0 && unpaid(id, sight),
  );
  return due.map(([id, { written: old }]) => () => {
    const patientId = old?.patientId ?? '';
    const theirs = due.filter(([, { written }]) => written?.patientId === patientId).map(([other]) => other);
    return order('prescription', sight.random.chance(0.7) ? theirs : [id], patientId, sight);
  });
};
const check = each(
  'payment',
  ({ status, tenders }) => status === 'created' && tenders.wechat?.prepayId !== null,
  (id, { patientId }) => wish('payment', id, 'check', patient(patientId)),
);
const cancels = (when: string) =>
  each(
    'registration',
    ({ status }) => status === when,
    (id, { place }) => wish('registration', id, 'cancel', patient(place?.patientId ?? ''), { reason: '临时有事' }),
  );
const cancelByHospital = each(
  'registration',
  () => true,
  id => wish('registration', id, 'cancel-by-hospital', operator, { side: 'hospital', reason: '医生无法出诊' }),
);
/** Their registrations are theirs all the same. */
const removePerson = each(
  'patient',
  ({ visitPersons }) => Object.keys(visitPersons).length > 0,
  id => wish('patient', id, 'remove-visit-person', patient(id), { visitPersonId: personOf(id) }),
);
const addPerson = each(
  'patient',
  ({ visitPersons }) => Object.keys(visitPersons).length === 0,
  id => wish('patient', id, 'add-visit-person', patient(id), visitPerson(id)),
);
const isWaiting = ({ status }: States['consultation']) => status === 'waiting';
const isRunning = ({ status }: States['consultation']) => status === 'in-progress';
const accept = each('consultation', isWaiting, (id, { doctorId }) =>
  wish('consultation', id, 'accept', doctor(doctorId), { eligible: true }),
);
const reject = each('consultation', isWaiting, (id, { doctorId }) =>
  wish('consultation', id, 'reject', doctor(doctorId), { reason: '不适合线上复诊' }),
);
const giveUp = each('consultation', isRunning, (id, { doctorId }, { random }) =>
  wish('consultation', id, random.pick(['cancel', 'terminate']), doctor(doctorId), { reason: '病情有变化' }),
);
const complete: Habit = ({ truth }) =>
  [...truth.consultation].flatMap(([id, consultation]) =>
    isRunning(consultation) && truth.record.get(id)?.status === 'published'
      ? [() => wish('consultation', id, 'complete', doctor(consultation.doctorId))]
      : [],
  );
const chat = each(
  'conversation',
  ({ parties }) => parties !== null,
  (id, { parties }, { random }) =>
    wish(
      'conversation',
      id,
      'send',
      random.chance(0.5) ? patient(parties?.patientId ?? '') : doctor(parties?.doctorId ?? ''),
      {
        messageId: random.uuid(),
        kind: 'text',
        text: '您好',
      },
    ),
);
const read = each(
  'conversation',
  ({ messageIds }) => messageIds.length > 0,
  (id, { parties, messageIds }) =>
    wish('conversation', id, 'mark-read', patient(parties?.patientId ?? ''), { upTo: messageIds.length }),
);
/** Who has written seldom writes again. */
const write: Habit = sight =>
  [...sight.truth.consultation].flatMap(([id, consultation]) =>
    isRunning(consultation) && (!sight.truth.record.has(id) || sight.random.chance(0.03))
      ? [
          () =>
            wish('record', id, 'write', doctor(consultation.doctorId), {
              diagnoses: [diagnosis],
              chiefComplaint: '复诊开药',
              presentIllness: '血糖控制平稳',
              pastHistory: '2型糖尿病五年',
              advice: '控制饮食',
            }),
        ]
      : [],
  );
const publishRecord = each(
  'record',
  ({ status }) => status === 'written',
  (id, { written }) => wish('record', id, 'publish', doctor(written?.doctorId ?? '')),
);
const prescribe: Habit = sight => {
  const { truth, random } = sight;
  const have = new Set([...truth.prescription.values()].map(({ written: old }) => old?.consultationId));
  return [...truth.consultation].flatMap(([consultationId, consultation]) =>
    isRunning(consultation) && truth.record.has(consultationId) && (!have.has(consultationId) || random.chance(0.05))
      ? [
          () =>
            wish('prescription', random.uuid(), 'submit', doctor(consultation.doctorId), {
              consultationId,
              ...written(sight),
            }),
        ]
      : [],
  );
};
const revise = each(
  'prescription',
  ({ status }) => status === 'failed' || status === 'recalled',
  (id, { written: old }, sight) => wish('prescription', id, 'revise', doctor(old?.doctorId ?? ''), written(sight)),
);
const recall = each(
  'prescription',
  ({ status }) => status === 'submitted',
  (id, { written: old }) => wish('prescription', id, 'recall', doctor(old?.doctorId ?? '')),
);
const recallByHospital = each(
  'prescription',
  ({ status }) => status === 'submitted',
  id => wish('prescription', id, 'recall', operator, { reason: '患者已线下就诊' }),
);
const claim = each(
  'prescription',
  ({ status }) => status === 'submitted',
  (id, _, { random }) => wish('prescription', id, 'claim', pharmacist(random.pick(pharmacists))),
);
const pass = each(
  'prescription',
  ({ status }) => status === 'claimed',
  (id, { pharmacistId }) => wish('prescription', id, 'pass', pharmacist(pharmacistId ?? '')),
);
const release = each(
  'prescription',
  ({ status }) => status === 'claimed',
  (id, { pharmacistId }) => wish('prescription', id, 'release', pharmacist(pharmacistId ?? '')),
);
const fail = each(
  'prescription',
  ({ status }) => status === 'claimed',
  (id, { pharmacistId }) => wish('prescription', id, 'fail', pharmacist(pharmacistId ?? ''), { reason: '剂量过大' }),
);
const publishPrescription = each(
  'prescription',
  ({ status }) => status === 'passed',
  (id, { written: old }) => wish('prescription', id, 'publish', doctor(old?.doctorId ?? '')),
);
const cancelPrescription = each(
  'prescription',
  ({ status }) => status === 'passed' || status === 'published' || status === 'paid',
  (id, _, { random }) =>
    wish('prescription', id, 'cancel', random.chance(0.5) ? operator : pharmacist(random.pick(pharmacists)), {
      reason: '药品召回',
    }),
);
const dispense = each(
  'dispensing',
  ({ status }) => status === 'ready',
  (id, _, { random, truth }) =>
    wish('dispensing', id, 'dispense', pharmacist(random.pick(pharmacists)), {
      pickUpCode: truth.codes.get(id) ?? '0000000000',
    }),
);
const rate = each(
  'consultation',
  ({ status }) => status === 'completed',
  (id, { patientId }, { random }) => wish('rating', id, 'rate', patient(patientId), { stars: 1 + random.below(5) }),
);
const hide = each(
  'rating',
  ({ status }) => status === 'rated',
  id => wish('rating', id, 'hide', operator, { reason: '含有广告' }),
);

/** Each with how often it is chosen: the way from the free number to the rated visit, and what else people do. */
const way: readonly (readonly [weight: number, habit: Habit])[] = [
  [6, publish],
  [6, book],
  [25, payRegistration],
  [40, payPrescription],
  [30, accept],
  [2, complete],
  [25, write],
  [15, publishRecord],
  [25, prescribe],
  [20, revise],
  [30, claim],
  [30, pass],
  [40, publishPrescription],
  [40, dispense],
  [8, rate],
];
const detours: readonly (readonly [weight: number, habit: Habit])[] = [
  [0.3, suspend],
  [1, check],
  [0.5, cancels('held')],
  [1.5, cancels('booked')],
  [1, reject],
  [0.7, giveUp],
  [3, chat],
  [1, read],
  [0.2, cancelByHospital],
  [0.2, removePerson],
  [3, addPerson],
  [1, recall],
  [1, recallByHospital],
  [2, release],
  [1.5, cancelPrescription],
  [4, fail],
  [1, hide],
  [3, askRefund],
  [10, grantRefund],
  [2, denyRefund],
  [1, giveUpPrescription],
];

const steps = (doctorId: string): readonly (readonly [command: string, by: Actor, input: object])[] => [
  ['accept', doctor(doctorId), { eligible: true }],
  ['reject', doctor(doctorId), { reason: '不适合线上复诊' }],
  ['cancel', doctor(doctorId), { reason: '病情有变化' }],
  ['terminate', doctor(doctorId), { reason: '转线下' }],
  ['complete', doctor(doctorId), {}],
];

/** The same habits without any reason: of something that is there, whatever became of it. */
const unreasonable = [
  each(
    'registration',
    () => true,
    (id, { place }, sight) => order('registration', [id], place?.patientId ?? '', sight),
  ),
  each(
    'registration',
    () => true,
    (id, { place }) => wish('registration', id, 'cancel', patient(place?.patientId ?? ''), { reason: '临时有事' }),
  ),
  each(
    'registration',
    () => true,
    (id, { place }, { random }) =>
      wish('registration', id, 'cancel', patient(random.pick(patients)), { reason: `误操作 ${place?.number}` }),
  ),
  each(
    'consultation',
    () => true,
    (id, { doctorId }, { random }) => wish('consultation', id, ...random.pick(steps(doctorId))),
  ),
  each(
    'prescription',
    () => true,
    (id, { written: old }) => wish('prescription', id, 'publish', doctor(old?.doctorId ?? '')),
  ),
  each(
    'prescription',
    () => true,
    (id, { written: old }) => wish('prescription', id, 'recall', doctor(old?.doctorId ?? '')),
  ),
  each(
    'prescription',
    () => true,
    (id, _, { random }) =>
      wish('prescription', id, random.pick(['claim', 'pass']), pharmacist(random.pick(pharmacists))),
  ),
  each(
    'prescription',
    () => true,
    id => wish('prescription', id, 'cancel', operator, { reason: '误操作' }),
  ),
  each(
    'prescription',
    () => true,
    (id, { written: old }, sight) => order('prescription', [id], old?.patientId ?? '', sight),
  ),
  each(
    'dispensing',
    () => true,
    (id, _, { random, truth }) =>
      wish('dispensing', id, 'dispense', pharmacist(random.pick(pharmacists)), {
        pickUpCode: truth.codes.get(id) ?? '0000000000',
      }),
  ),
  each(
    'payment',
    () => true,
    (id, { patientId }) => wish('payment', id, 'check', patient(patientId)),
  ),
  each(
    'consultation',
    () => true,
    (id, { patientId }) => wish('rating', id, 'rate', patient(patientId), { stars: 5 }),
  ),
] as const;

const chosen = (random: Random, appetites: Plan['appetites']): Habit => {
  const habits = [
    ...way,
    ...detours.map(([weight, habit], index) => [weight * (appetites[index] ?? 1), habit] as const),
  ];
  let left = random.next() * habits.reduce((sum, [weight]) => sum + weight, 0);
  const found = habits.find(([weight]) => {
    left -= weight;
    return left < 0;
  });
  return found?.[1] ?? publish;
};

/** What somebody does next; null when nobody has a reason for what came to mind. */
export const nextWish = (sight: Sight, { nonsense, appetites }: Plan): Wish | null => {
  const { random } = sight;
  const senseless = random.chance(nonsense);
  for (let tries = 0; tries < 8; tries++) {
    const habit = senseless ? random.pick(unreasonable) : chosen(random, appetites);
    const wishes = habit(sight);
    if (wishes.length > 0) return random.pick(wishes)();
  }
  return null;
};
