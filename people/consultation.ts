/** Doctors: who waits is accepted or rejected, and a consultation completed, cancelled or ended early. */
import type { consultation } from '@yunzhen/contracts/consultation/consultation';
import type { consultationQueries } from '@yunzhen/contracts/consultation/queries';
import type { Actor } from '@yunzhen/contracts/roles';
import { type Behaviour, detour, each, onTheWay, type Want } from './behaviour.ts';
import { doctor, looking, wanting } from './intent.ts';
import type { States } from './truth.ts';

const want = wanting<typeof consultation>('consultation');

/** Who has paid and waits: then a chat is open. */
export const accept = (by: Actor, id: string) => want(by, id, 'accept', { eligible: true });
export const reject = (by: Actor, id: string, reason = '不适合线上复诊') => want(by, id, 'reject', { reason });
export const giveUp = (by: Actor, id: string, how: 'cancel' | 'terminate', reason = '病情有变化') =>
  want(by, id, how, { reason });
/** With its record published. */
export const complete = (by: Actor, id: string) => want(by, id, 'complete', {});

export const look = looking<typeof consultationQueries>('consultation')('consultation', consultationId => ({
  consultationId,
}));

type State = States['consultation'];
const isWaiting = ({ status }: State) => status === 'waiting';
const isRunning = ({ status }: State) => status === 'in-progress';
const completeOne: Want = ({ truth }) =>
  [...truth.consultation].flatMap(([id, consultation]) =>
    isRunning(consultation) && truth.record.get(id)?.status === 'published'
      ? [() => complete(doctor(consultation.doctorId), id)]
      : [],
  );

export const behaviours: readonly Behaviour[] = [
  onTheWay(
    30,
    each('consultation', isWaiting, (id, { doctorId }) => accept(doctor(doctorId), id)),
  ),
  onTheWay(2, completeOne),
  detour(
    1,
    each('consultation', isWaiting, (id, { doctorId }) => reject(doctor(doctorId), id)),
  ),
  detour(
    0.7,
    each('consultation', isRunning, (id, { doctorId }, { random }) =>
      giveUp(doctor(doctorId), id, random.pick(['cancel', 'terminate'])),
    ),
  ),
];
