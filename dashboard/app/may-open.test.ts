import { expect, test } from '@jest/globals';
import { accountQueries } from '@yunzhen/contracts/account/queries';
import { auditQueries } from '@yunzhen/contracts/audit/queries';
import { caseQueries } from '@yunzhen/contracts/case/queries';
import { complaintQueries } from '@yunzhen/contracts/complaint/queries';
import { dispensingQueries } from '@yunzhen/contracts/dispensing/queries';
import { figureQueries } from '@yunzhen/contracts/figures/queries';
import { practitionerQueries } from '@yunzhen/contracts/practitioner/queries';
import { prescriptionQueries } from '@yunzhen/contracts/prescription/queries';
import { privacyQueries } from '@yunzhen/contracts/privacy/queries';
import { reconciliationQueries } from '@yunzhen/contracts/reconciliation/queries';
import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { type Access, reachOf, roles } from '@yunzhen/contracts/roles';
import { scheduleQueries } from '@yunzhen/contracts/schedule/queries';
import { statisticsQueries } from '@yunzhen/contracts/statistics/queries';
import { todoQueries } from '@yunzhen/contracts/todo/todos';
import { mayOpen } from './may-open.ts';

const asked: Readonly<Record<string, Access>> = {
  overview: statisticsQueries.overview.access,
  figures: figureQueries.booked.access,
  todo: todoQueries.todo.access,
  review: prescriptionQueries.reviewList.access,
  dispensing: dispensingQueries.dispensings.access,
  orders: registrationQueries.registrations.access,
  prescriptions: prescriptionQueries.prescriptions.access,
  complaints: complaintQueries.complaints.access,
  cases: caseQueries.cases.access,
  reconciliation: reconciliationQueries.reconciliations.access,
  schedule: scheduleQueries.schedule.access,
  catalogue: practitionerQueries.practitioners.access,
  privacy: privacyQueries.privacyRequests.access,
  accounts: accountQueries.accounts.access,
  audit: auditQueries.audit.access,
  me: accountQueries.myAccount.access,
};
// Patients have no dashboard.
const staff = roles.filter(role => role !== 'patient');

test('[O4] a page is offered to those who may ask what it shows', () => {
  const askedBy = Object.entries(asked).map(([page, access]) => [page, staff.filter(role => reachOf(access, role))]);
  const opened = Object.entries(mayOpen).map(([page, who]) => [
    page,
    staff.filter(role => who.some(one => one === role)),
  ]);
  expect(Object.fromEntries(opened)).toEqual(Object.fromEntries(askedBy));
});
