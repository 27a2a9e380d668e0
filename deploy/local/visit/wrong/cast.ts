/** Who is there in the hospital where things go wrong, and how patients come to be waiting in it. */
import type { Control } from '../control.ts';
import type { HisBooks } from '../his-books.ts';
import type { Person } from '../person.ts';
import { arrive, type Patient } from '../scenes/arriving.ts';
import { book, type ChosenSession } from '../scenes/booking.ts';
import { payRegistration } from '../scenes/paying.ts';
import type { Stage } from '../stage.ts';

export interface Cast {
  readonly stage: Stage;
  readonly operator: Person;
  readonly doctor: Person;
  readonly pharmacist: Person;
  readonly session: ChosenSession;
  /** The switches of the stand-in for the hospital information system, and its books. */
  readonly his: { readonly control: Control; readonly books: HisBooks };
}

export interface Booked {
  readonly patient: Patient;
  readonly registrationId: string;
  readonly clinicSessionId: string;
  readonly paymentId: string;
}

/** A new patient who holds a number. */
export const holding = async ({ stage, session }: Cast) => {
  const patient = await arrive(stage.quiet);
  const { clinicSessionId, fee } = session;
  const registrationId = await stage.step(patient, '登录、建档、挂号', async ({ note }) => {
    const registrationId = await book(stage.quiet, patient, session);
    note('as in the good visit');
    return registrationId;
  });
  return { patient, registrationId, clinicSessionId, fee };
};

/** A new patient who has paid and waits for the doctor. */
export const waiting = async ({ stage, session }: Cast): Promise<Booked> => {
  const patient = await arrive(stage.quiet);
  return stage.step(patient, '登录、建档、挂号、付款，已在候诊', async ({ note }) => {
    const registrationId = await book(stage.quiet, patient, session);
    const paymentId = await payRegistration(stage.quiet, patient, registrationId);
    note('as in the good visit');
    return { patient, registrationId, clinicSessionId: session.clinicSessionId, paymentId };
  });
};
