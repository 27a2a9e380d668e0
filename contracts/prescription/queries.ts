import { z } from 'zod';
import { departmentsView } from '../catalogue/row.ts';
import { day, id } from '../language.ts';
import { named } from '../named.ts';
import { visitPersonsView } from '../patient/row.ts';
import { personal } from '../personal.ts';
import { practitionersView } from '../practitioner/row.ts';
import { anyNumber, page, paging, query } from '../query.ts';
import { recordRow, recordsView } from '../record/row.ts';
import { registrationsView } from '../registration/row.ts';
import { published, reviewing } from './reach.ts';
import { prescriptionRow, prescriptionStatuses, prescriptionsView } from './row.ts';

/** A patient gets `reviews` empty and `judged` null: what pharmacists and doctor had to settle is not theirs. */
export const prescriptionShown = prescriptionRow.extend({ ...named, pharmacistName: z.string().nullable() });
export type PrescriptionShown = z.infer<typeof prescriptionShown>;

/** R2.2: another open prescription of the same person, for who treats them. */
const otherSheet = prescriptionRow.pick({ prescriptionId: true, status: true, submittedAt: true, lines: true });

const reads = [prescriptionsView, visitPersonsView, practitionersView, departmentsView];
const pharmacist = { pharmacist: reviewing } as const;

export const prescriptionQueries = {
  prescriptions: query({
    path: '/prescriptions',
    summary: 'P7.1 P10.2 D3.12 D4.2 O1.3 Prescriptions, newest first; a patient sees published ones',
    access: { patient: published, doctor: 'own', operator: 'any', manager: 'any' },
    params: {
      ...paging,
      status: z.enum(prescriptionStatuses).optional(),
      /** Can be paid now, was paid, or can no longer be paid. */
      payment: z.enum(['payable', 'paid', 'over']).optional(),
      visitPersonId: id.optional(),
      consultationId: id.optional(),
      number: anyNumber.optional(),
      departmentId: id.optional(),
      from: day.optional(),
      to: day.optional(),
    },
    result: page(prescriptionShown),
    reads,
  }),
  prescription: query({
    path: '/prescriptions/:prescriptionId',
    summary: 'P7.2 D4.2 R2.2 One prescription; with complaint and record for doctor and pharmacist',
    access: { patient: published, doctor: 'own', pharmacist: reviewing, operator: 'any', manager: 'any' },
    params: { prescriptionId: id },
    result: prescriptionShown.extend({
      chiefComplaint: personal('text').nullable(),
      record: recordRow.nullable(),
      others: z.array(otherSheet),
    }),
    reads: [...reads, registrationsView, recordsView],
  }),
  reviewList: query({
    path: '/prescription-reviews',
    summary:
      'R2.1 Prescriptions to review, the longest waiting first; those I claimed; those I decided on, newest first',
    access: pharmacist,
    params: { ...paging, state: z.enum(['pending', 'claimed', 'done']).default('pending') },
    result: page(prescriptionShown),
    reads,
  }),
};
