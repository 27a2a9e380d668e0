import type {
  cancelledBy,
  chiefComplaintForms,
  RegistrationCommand,
  RegistrationEvent,
  RegistrationRefusal,
} from '@yunzhen/contracts/registration/registration';
import type { RegistrationStatus } from '@yunzhen/contracts/registration/states';
import { type Decider, type Facts, refusing } from '../decider.ts';

/** Who, with whom, when: what later events name again. */
interface Place {
  readonly clinicSessionId: string;
  readonly doctorId: string;
  readonly departmentId: string;
  readonly patientId: string;
  readonly visitPersonId: string;
  readonly number: number;
  readonly startsAt: string;
}
export interface Registration {
  readonly status: 'none' | RegistrationStatus;
  /** Null before it is held, and for a hold whose booking never arrived. */
  readonly place: Place | null;
  readonly fee: number;
  /** Empty before it is held. */
  readonly holdUntil: string;
  /** Null until it is paid; without an id when it costs nothing. */
  readonly payment: { readonly paymentId?: string | undefined; readonly amount: number } | null;
  /** Payments that go back. */
  readonly declined: readonly string[];
}

/** What a booking looks up: the number its session holds for it and the form its visit person's age asks for. */
interface Booking {
  readonly place: Place;
  readonly fee: number;
  readonly holdUntil: string;
  readonly chiefComplaintForm: (typeof chiefComplaintForms)[number];
}
/** Whether the consultation has let the patient go; nothing is asked of it before it is booked. */
export interface Leaving {
  readonly withdrawn: boolean;
}
export type Command = Facts<RegistrationCommand, { book: Booking; cancel: Leaving; 'cancel-by-hospital': Leaving }>;

const refuse = refusing<RegistrationRefusal>();

/** Under six: a guardian is present and named, and is not the child. */
export const checkGuardian = (
  form: Booking['chiefComplaintForm'],
  guardianName: string | undefined,
  childName?: string | null,
): void => {
  if (form !== 'under-six') return;
  if (!guardianName) refuse('guardian-required');
  else if (childName?.normalize('NFKC') === guardianName.normalize('NFKC')) refuse('guardian-is-child');
};

export const decider: Decider<Command, RegistrationEvent, Registration> = {
  initial: { status: 'none', place: null, fee: 0, holdUntil: '', payment: null, declined: [] },
  subject: ({ place }) =>
    place && { patientId: place.patientId, doctorId: place.doctorId, departmentId: place.departmentId },
  decide: {
    book: (
      { id, place, fee, holdUntil, chiefComplaintForm, chiefComplaint, guardianName, attachments, consentVersion, now },
      state,
    ) => {
      if (state.status === 'timed-out' || holdUntil <= now) return refuse('hold-expired');
      if (state.status !== 'none') return refuse('registration-exists');
      checkGuardian(chiefComplaintForm, guardianName);
      const form = {
        chiefComplaintForm,
        chiefComplaint,
        attachments,
        ...(guardianName !== undefined && { guardianName }),
      };
      const held: RegistrationEvent = {
        type: 'registration.held',
        data: { registrationId: id, ...place, fee, holdUntil, consentVersion, ...form },
      };
      if (fee > 0) return [held];
      return [held, { type: 'registration.paid', data: { registrationId: id, ...place, amount: 0 } }];
    },
    'confirm-payment': ({ id, paymentId, amount }, { status, place, fee, payment, declined }) => {
      if (status === 'none') return refuse('unknown-registration');
      if (payment?.paymentId === paymentId || declined.includes(paymentId)) return [];
      const goesBack = (cause: 'late' | 'duplicate' | 'amount-differs'): RegistrationEvent[] => [
        { type: 'registration.payment-declined', data: { registrationId: id, paymentId, amount, cause } },
      ];
      if (payment) return goesBack('duplicate');
      if (status !== 'held' || !place) return goesBack('late');
      if (amount !== fee) return goesBack('amount-differs');
      return [{ type: 'registration.paid', data: { registrationId: id, ...place, paymentId, amount } }];
    },
    'confirm-his': ({ id, hisNumber }, { status, place }) =>
      status === 'paid' && place
        ? [{ type: 'registration.booked', data: { registrationId: id, ...place, hisNumber } }]
        : [],
    fail: ({ id, reason }, { status, place, payment }) =>
      status === 'paid' && place && payment
        ? [
            {
              type: 'registration.failed',
              data: {
                registrationId: id,
                clinicSessionId: place.clinicSessionId,
                patientId: place.patientId,
                ...payment,
                reason,
              },
            },
          ]
        : [],
    'time-out': ({ id, clinicSessionId }, { status, place }) => {
      if (status !== 'none' && status !== 'held') return [];
      const whose = place && { patientId: place.patientId };
      return [{ type: 'registration.timed-out', data: { registrationId: id, clinicSessionId, ...whose } }];
    },
    cancel: (command, state) => cancelled(command, 'patient', state),
    'cancel-by-hospital': (command, state) => cancelled(command, command.side, state),
    complete: ({ id }, { status, place, payment }) => {
      if (status !== 'booked' || !place || !payment) return [];
      const { doctorId, departmentId, patientId } = place;
      const data = { registrationId: id, doctorId, departmentId, patientId, ...payment };
      return [{ type: 'registration.completed', data }];
    },
  },
  evolve: {
    'registration.held': (
      state,
      { clinicSessionId, doctorId, departmentId, patientId, visitPersonId, number, startsAt, fee, holdUntil },
    ) => ({
      ...state,
      status: 'held',
      place: { clinicSessionId, doctorId, departmentId, patientId, visitPersonId, number, startsAt },
      fee,
      holdUntil,
    }),
    'registration.paid': (state, { paymentId, amount }) => ({
      ...state,
      status: 'paid',
      payment: { ...(paymentId && { paymentId }), amount },
    }),
    'registration.payment-declined': (state, { paymentId }) => ({
      ...state,
      declined: [...state.declined, paymentId],
    }),
    'registration.booked': state => ({ ...state, status: 'booked' }),
    'registration.failed': state => ({ ...state, status: 'failed' }),
    'registration.timed-out': state => ({ ...state, status: 'timed-out' }),
    'registration.cancelled': state => ({ ...state, status: 'cancelled' }),
    'registration.completed': state => ({ ...state, status: 'completed' }),
  },
};

const cancelled = (
  { id: registrationId, reason, withdrawn }: Extract<Command, Leaving>,
  by: (typeof cancelledBy)[number],
  { status, place, payment }: Registration,
): readonly RegistrationEvent[] => {
  if (!place) return refuse('unknown-registration');
  if (status === 'cancelled') return [];
  // Or it was booked while this was on its way: asked again, the consultation is asked too.
  if (status === 'paid' || (status === 'booked' && !withdrawn)) return refuse('being-confirmed');
  if (status !== 'held' && status !== 'booked') return refuse('not-cancellable');
  return [
    {
      type: 'registration.cancelled',
      data: {
        registrationId,
        clinicSessionId: place.clinicSessionId,
        patientId: place.patientId,
        by,
        reason,
        ...payment,
      },
    },
  ];
};
