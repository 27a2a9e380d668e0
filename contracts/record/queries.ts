import { z } from 'zod';
import { departmentsView } from '../catalogue/row.ts';
import { treating } from '../consultation/reach.ts';
import { consultationsView } from '../consultation/row.ts';
import { day, id } from '../language.ts';
import { named } from '../named.ts';
import { visitPersonsView } from '../patient/row.ts';
import { practitionersView } from '../practitioner/row.ts';
import { prescriptionShown } from '../prescription/queries.ts';
import { published } from '../prescription/reach.ts';
import { prescriptionsView } from '../prescription/row.ts';
import { page, paging, query } from '../query.ts';
import { recordRow, recordsView } from './row.ts';

export const recordShown = recordRow.extend(named);
const access = { patient: published, doctor: 'own' } as const;
const reads = [recordsView, visitPersonsView, practitionersView, departmentsView];

export const recordQueries = {
  records: query({
    path: '/records',
    summary: 'P10.3 D4.1 Medical records, newest first; a patient sees published ones',
    access,
    params: { ...paging, visitPersonId: id.optional(), from: day.optional(), to: day.optional() },
    result: page(recordShown),
    reads,
  }),
  record: query({
    path: '/records/:recordId',
    summary: 'P10.3 D3.8 One medical record',
    access,
    params: { recordId: id },
    result: recordShown,
    reads,
  }),
  history: query({
    path: '/consultations/:consultationId/history',
    summary:
      'D2.2 What the house knows of the person of a consultation: earlier records and prescriptions, the last 20',
    access: { doctor: treating },
    params: { consultationId: id },
    result: z.object({ records: z.array(recordShown), prescriptions: z.array(prescriptionShown) }),
    reads: [consultationsView, prescriptionsView, ...reads],
  }),
};
