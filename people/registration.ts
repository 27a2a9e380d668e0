/** Patients: a number is wanted, held for a while, and now and then given back. */
import type { InputOf } from '@yunzhen/contracts/api/client';
import type { registrationQueries } from '@yunzhen/contracts/registration/queries';
import type { registration } from '@yunzhen/contracts/registration/registration';
import type { Actor } from '@yunzhen/contracts/roles';
import { type Behaviour, detour, each, onTheWay, type Want } from './behaviour.ts';
import { looking, patient, wanting } from './intent.ts';

const want = wanting<typeof registration>('registration');
type Booking = InputOf<typeof registration, 'book'>;

/** The session must have a number left, and the consent be accepted; then the number is held until it is paid. */
export const book = (by: Actor, id: string, booking: Omit<Booking, 'chiefComplaint'> & Partial<Booking>) =>
  want(by, id, 'book', { chiefComplaint: '复诊开药', ...booking });
export const cancel = (by: Actor, id: string, reason = '临时有事') => want(by, id, 'cancel', { reason });
export const cancelByHospital = (by: Actor, id: string, reason = '医生无法出诊') =>
  want(by, id, 'cancel-by-hospital', { side: 'hospital', reason });

export const look = looking<typeof registrationQueries>('registration')('registration', registrationId => ({
  registrationId,
}));

const bookOne: Want = ({ truth, random, patients, personOf, consentVersion }) =>
  [...truth['clinic-session']].flatMap(([clinicSessionId, { status }]) =>
    status === 'none'
      ? []
      : [
          () => {
            const id = random.pick(patients);
            const { visitPersonId } = personOf(id);
            return book(patient(id), random.uuid(), { clinicSessionId, visitPersonId, consentVersion });
          },
        ],
  );
const cancelOne = (when: string): Want =>
  each(
    'registration',
    ({ status }) => status === when,
    (id, { place }) => cancel(patient(place?.patientId ?? ''), id),
  );

export const behaviours: readonly Behaviour[] = [
  onTheWay(6, bookOne),
  detour(0.5, cancelOne('held')),
  detour(1.5, cancelOne('booked')),
  detour(
    0.2,
    each(
      'registration',
      () => true,
      (id, _, { operator }) => cancelByHospital(operator, id),
    ),
  ),
];
