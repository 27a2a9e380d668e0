import { z } from 'zod';
import { day, id } from '../language.ts';
import { named } from '../named.ts';
import { prescriptionShown } from '../prescription/views.ts';
import { page, paging, query } from '../query.ts';
import { recordRow } from './row.ts';

export const recordShown = recordRow.extend(named);
const access = { patient: 'own', doctor: 'own' } as const;
const views = ['records', 'visitPersons', 'practitioners', 'departments'];

export const recordQueries = {
  records: query({
    path: '/records',
    summary: 'P10.3 D4.1 Medical records, newest first; a patient sees published ones',
    access,
    params: { ...paging, visitPersonId: id.optional(), from: day.optional(), to: day.optional() },
    result: page(recordShown),
    views,
  }),
  record: query({
    path: '/records/:recordId',
    summary: 'P10.3 D3.8 One medical record',
    access,
    params: { recordId: id },
    result: recordShown,
    views,
  }),
  history: query({
    path: '/consultations/:consultationId/history',
    summary:
      'D2.2 What the house knows of the person of a consultation: earlier records and prescriptions, the last 20',
    access: { doctor: 'own' },
    params: { consultationId: id },
    result: z.object({ records: z.array(recordShown), prescriptions: z.array(prescriptionShown) }),
    views: ['consultations', 'prescriptions', ...views],
  }),
};
