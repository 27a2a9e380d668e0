/** Where the rows behind a figure are, where each of them is worked on, and where such work is done. */
import type { FigureName } from '@yunzhen/contracts/figures/queries';

export const addressOf = (name: FigureName, params: Readonly<Record<string, string>> = {}): string =>
  `/figures?${new URLSearchParams({ of: name, ...params })}`;

/** By the field that says what a row is about. */
const subjects: Readonly<Record<string, string>> = {
  registrationId: '/orders?id=',
  consultationId: '/orders?kind=consultations&id=',
  paymentId: '/orders?kind=payments&id=',
  prescriptionId: '/prescriptions?id=',
  // It has the id of its prescription.
  dispensingId: '/prescriptions?id=',
  complaintId: '/complaints?id=',
  clinicSessionId: '/schedule?id=',
};
export const subjectAddress = (subject: string, id: string): string | undefined =>
  subjects[subject] && `${subjects[subject]}${id}`;

export const workAddress: Readonly<Partial<Record<FigureName, string>>> = {
  abnormalRefunds: '/orders?kind=payments&refund=abnormal',
  patients: '/orders?kind=consultations&status=due',
  reviews: '/prescriptions?status=reviewing',
  pickUps: '/dispensing?shelf=ready',
  refunding: '/orders?kind=payments&refund=waiting',
  complaints: '/complaints?status=open',
  unpublished: '/prescriptions?status=passed',
  inProgress: '/orders?kind=consultations&status=in-progress',
  unpaid: '/orders?status=held',
  taken: '/schedule',
  capacity: '/schedule',
};
