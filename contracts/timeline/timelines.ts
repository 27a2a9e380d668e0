/** Every timeline, by the name of its query. */
import { caseQueries } from '../case/queries.ts';
import { casesView } from '../case/row.ts';
import { complaintQueries } from '../complaint/queries.ts';
import { complaintsView } from '../complaint/row.ts';
import { paymentQueries } from '../payment/queries.ts';
import { paymentsView } from '../payment/row.ts';
import { prescriptionQueries } from '../prescription/queries.ts';
import { prescriptionsView } from '../prescription/row.ts';
import { registrationQueries } from '../registration/queries.ts';
import { registrationsView } from '../registration/row.ts';
import { scheduleQueries } from '../schedule/queries.ts';
import { clinicSessionsView } from '../schedule/row.ts';
import { timeline } from './timeline.ts';

export const timelines = {
  registrationTimeline: timeline('O1.2', registrationQueries.registration, registrationsView, [
    ...['registration', 'consultation', 'record', 'rating'],
  ]),
  prescriptionTimeline: timeline('O1.3', prescriptionQueries.prescription, prescriptionsView, [
    ...['prescription', 'dispensing'],
  ]),
  paymentTimeline: timeline('O1.2', paymentQueries.payment, paymentsView, ['payment']),
  complaintTimeline: timeline('O1.5', complaintQueries.complaint, complaintsView, ['complaint']),
  sessionTimeline: timeline('O2.6', scheduleQueries.clinicSession, clinicSessionsView, ['clinic-session']),
  caseTimeline: timeline('I1', caseQueries.case, casesView, ['case']),
} as const;

export const timelineQueries = {
  registrationTimeline: timelines.registrationTimeline.query,
  prescriptionTimeline: timelines.prescriptionTimeline.query,
  paymentTimeline: timelines.paymentTimeline.query,
  complaintTimeline: timelines.complaintTimeline.query,
  sessionTimeline: timelines.sessionTimeline.query,
  caseTimeline: timelines.caseTimeline.query,
};
