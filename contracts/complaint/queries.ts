import { z } from 'zod';
import { departmentsView } from '../catalogue/row.ts';
import { day, id } from '../language.ts';
import { named } from '../named.ts';
import { visitPersonsView } from '../patient/row.ts';
import { practitionersView } from '../practitioner/row.ts';
import { page, paging, query } from '../query.ts';
import { complaintKinds } from './complaint.ts';
import { complaintRow, complaintStatuses, complaintsView } from './row.ts';

export const complaintShown = complaintRow.extend(named);
export type ComplaintShown = z.infer<typeof complaintShown>;

const access = { patient: 'own', operator: 'any', manager: 'any' } as const;
const reads = [complaintsView, visitPersonsView, practitionersView, departmentsView];

export const complaintQueries = {
  complaints: query({
    path: '/complaints',
    summary: 'P10.4 O1.5 Complaints; open ones by their deadline, others newest first',
    access,
    params: {
      ...paging,
      /** `open`: new or in hand. */
      status: z.enum([...complaintStatuses, 'open', 'late']).optional(),
      kind: z.enum(complaintKinds).optional(),
      departmentId: id.optional(),
      /** Days on which they came. */
      from: day.optional(),
      to: day.optional(),
    },
    result: page(complaintShown),
    reads,
  }),
  complaint: query({
    path: '/complaints/:complaintId',
    summary: 'P10.4 O1.5 One complaint with its answer',
    access,
    params: { complaintId: id },
    result: complaintShown,
    reads,
  }),
};
