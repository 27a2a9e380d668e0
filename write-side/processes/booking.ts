import { type ConsultationEvent, consultation } from '@yunzhen/contracts/consultation/consultation';
import { patient } from '@yunzhen/contracts/patient/patient';
import { payment } from '@yunzhen/contracts/payment/payment';
import { holdDeadline } from '@yunzhen/contracts/registration/deadlines';
import { type cancelledBy, type RegistrationEvent, registration } from '@yunzhen/contracts/registration/registration';
import { type ClinicSessionEvent, clinicSession } from '@yunzhen/contracts/schedule/clinic-session';
import { closingDeadline } from '@yunzhen/contracts/schedule/deadlines';
import { his } from '../gateways/his/gateway.ts';
import { type Carried, carried } from '../reactions/carried.ts';
import { call, process, send } from '../reactions/process.ts';
import { expiring } from './expiring.ts';

/** P6.6, P6.11, P6.12, P9: from the held number to the queue, and every way back: the number is released, the money returns. */
export const booking = process<RegistrationEvent | ClinicSessionEvent | ConsultationEvent>('booking', {
  from: 'origin',
  on: {
    ...expiring(holdDeadline, closingDeadline),
    'clinic-session.closed': e =>
      e.registrationIds.map(id =>
        send(registration, id, 'cancel-by-hospital', { side: 'hospital', reason: '出诊已结束，医生未能接诊' }),
      ),
    'clinic-session.suspended': e =>
      e.registrationIds.map(id =>
        send(registration, id, 'cancel-by-hospital', { side: 'hospital', reason: `停诊：${e.reason}`.slice(0, 200) }),
      ),

    'registration.paid': e => [registering(e), ...endHold(e)],
    'registration.booked': ({ registrationId, hisNumber: _, ...place }) =>
      send(consultation, registrationId, 'open', place),
    'registration.timed-out': e => release(e, 'timed-out'),
    'registration.failed': e => [release(e, 'failed'), ...giveBack(e, 'cancelled', '挂号未成功')],
    'registration.payment-declined': e => giveBack(e, 'declined', '支付超时或重复'),
    // HIS has its number, and would refuse the next who gets it: it is free once HIS has let it go.
    'registration.cancelled': e =>
      e.amount !== undefined
        ? [
            ...giveBack(e, 'cancelled', '挂号已取消'),
            call(his, 'cancel', { registrationId: e.registrationId, reason: carried(e.reason) }),
          ]
        : [release(e, 'cancelled'), ...endHold(e)],

    // Only now: a session that was suspended meanwhile says so again, and who waits can be sent home.
    'consultation.opened': e =>
      send(clinicSession, e.clinicSessionId, 'book-number', { registrationId: e.consultationId }),
    'consultation.withdrawn': e => giveUp(e.consultationId, e.by, carried(e.reason)),
    'consultation.rejected': e => giveUp(e.consultationId, 'doctor', carried(e.reason)),
    'consultation.cancelled': e => giveUp(e.consultationId, 'doctor', carried(e.reason)),
    'consultation.terminated': e => giveUp(e.consultationId, 'doctor', carried(e.reason)),
    'consultation.completed': e => send(registration, e.consultationId, 'complete', {}),
  },
});

const registering = ({
  registrationId,
  doctorId,
  departmentId,
  startsAt,
  number,
  amount,
}: Extract<RegistrationEvent, { type: 'registration.paid' }>['data']) =>
  call(his, 'register', { registrationId, doctorId, departmentId, startsAt, number, amount });
/** Of one whose booking never arrived nobody knows whose it is: it lapses at its time. */
const endHold = ({ patientId, registrationId }: { patientId?: string | undefined; registrationId: string }) =>
  patientId ? [send(patient, patientId, 'end-hold', { registrationId })] : [];
const release = (e: { clinicSessionId: string; registrationId: string }, cause: 'timed-out' | 'failed' | 'cancelled') =>
  send(clinicSession, e.clinicSessionId, 'release-number', { registrationId: e.registrationId, cause });
/** What was free needs no way back. */
const giveBack = (
  { paymentId, registrationId: subjectId }: { paymentId?: string | undefined; registrationId: string },
  ground: 'declined' | 'cancelled',
  reason: string,
) => (paymentId ? [send(payment, paymentId, 'give-back', { subjectId, ground, reason })] : []);
const giveUp = (registrationId: string, side: (typeof cancelledBy)[number], reason: Carried) =>
  send(registration, registrationId, 'cancel-by-hospital', { side, reason });
