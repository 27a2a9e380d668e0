/** Doctors prescribe, pharmacists review, and each of them, operators and patients may think better of it. */
import type { InputOf } from '@yunzhen/contracts/api/client';
import type { prescription } from '@yunzhen/contracts/prescription/prescription';
import type { Actor } from '@yunzhen/contracts/roles';
import { type Behaviour, detour, each, onTheWay, type Sight, type Want } from './behaviour.ts';
import { doctor, patient, pharmacist, wanting } from './intent.ts';
import type { States } from './truth.ts';

const want = wanting<typeof prescription>('prescription');
type Written = Omit<InputOf<typeof prescription, 'submit'>, 'consultationId'>;

type Line = Written['lines'][number];

/** Once a day by mouth, seven days of one pack, unless it is said otherwise. */
export const lineOf = (drugId: string, line: Pick<Line, 'dose'> & Partial<Line>): Line => ({
  ...{ drugId, frequency: 'qd', route: '1', days: 7, quantity: 1 },
  ...line,
});

/** During a consultation with a record; then it waits for a pharmacist. */
export const submit = (by: Actor, id: string, consultationId: string, written: Written) =>
  want(by, id, 'submit', { consultationId, ...written });
export const revise = (by: Actor, id: string, written: Written) => want(by, id, 'revise', written);
export const recall = (by: Actor, id: string, reason?: string) =>
  want(by, id, 'recall', reason === undefined ? {} : { reason });
export const claim = (by: Actor, id: string) => want(by, id, 'claim', {});
export const release = (by: Actor, id: string) => want(by, id, 'release', {});
export const pass = (by: Actor, id: string) => want(by, id, 'pass', {});
export const fail = (by: Actor, id: string, reason = '剂量过大') => want(by, id, 'fail', { reason });
/** Once a pharmacist has passed it; then the patient sees it and may pay. */
export const publish = (by: Actor, id: string) => want(by, id, 'publish', {});
export const cancel = (by: Actor, id: string, reason = '药品召回') => want(by, id, 'cancel', { reason });
export const giveUp = (by: Actor, id: string, reason = '不需要了') => want(by, id, 'give-up', { reason });

/** Three a day, of packs of twenty. */
const someOf = (drugId: string, days: number): Line =>
  lineOf(drugId, { dose: { value: 1, unit: '片' }, frequency: 'tid', days, quantity: Math.ceil((3 * days) / 20) });
const writtenBy = ({ random, drugs, diagnosis }: Sight): Written => ({
  diagnoses: [diagnosis],
  lines: drugs.slice(random.below(drugs.length)).map(id => someOf(id, 1 + random.below(7))),
  validDays: 1 + random.below(3),
});
const submitOne: Want = sight => {
  const { truth, random } = sight;
  const have = new Set([...truth.prescription.values()].map(({ written }) => written?.consultationId));
  return [...truth.consultation].flatMap(([id, { status, doctorId }]) =>
    status === 'in-progress' && truth.record.has(id) && (!have.has(id) || random.chance(0.05))
      ? [() => submit(doctor(doctorId), random.uuid(), id, writtenBy(sight))]
      : [],
  );
};
type State = States['prescription'];
const of = (statuses: readonly string[], wanted: (id: string, state: State, sight: Sight) => ReturnType<typeof pass>) =>
  each('prescription', ({ status }) => statuses.includes(status), wanted);
const author = ({ written }: State) => doctor(written?.doctorId ?? '');
const somePharmacist = ({ random, pharmacists }: Sight) => pharmacist(random.pick(pharmacists));
const reviewer = ({ pharmacistId }: State) => pharmacist(pharmacistId ?? '');

export const behaviours: readonly Behaviour[] = [
  onTheWay(25, submitOne),
  onTheWay(
    20,
    of(['failed', 'recalled'], (id, state, sight) => revise(author(state), id, writtenBy(sight))),
  ),
  onTheWay(
    30,
    of(['submitted'], (id, _, sight) => claim(somePharmacist(sight), id)),
  ),
  onTheWay(
    30,
    of(['claimed'], (id, state) => pass(reviewer(state), id)),
  ),
  onTheWay(
    40,
    of(['passed'], (id, state) => publish(author(state), id)),
  ),
  detour(
    1,
    of(['submitted'], (id, state) => recall(author(state), id)),
  ),
  detour(
    1,
    of(['submitted'], (id, _, { operator }) => recall(operator, id, '患者已线下就诊')),
  ),
  detour(
    2,
    of(['claimed'], (id, state) => release(reviewer(state), id)),
  ),
  detour(
    4,
    of(['claimed'], (id, state) => fail(reviewer(state), id)),
  ),
  detour(
    1.5,
    of(['passed', 'published', 'paid'], (id, _, sight) =>
      cancel(sight.random.chance(0.5) ? sight.operator : somePharmacist(sight), id),
    ),
  ),
  detour(
    1,
    of(['paid'], (id, { written }) => giveUp(patient(written?.patientId ?? ''), id)),
  ),
];
