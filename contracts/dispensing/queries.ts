import { z } from 'zod';
import { departmentsView } from '../catalogue/row.ts';
import { fen, id } from '../language.ts';
import { named } from '../named.ts';
import { pickUpCode } from '../numbers.ts';
import { visitPersonsView } from '../patient/row.ts';
import { practitionersView } from '../practitioner/row.ts';
import { prescriptionLine } from '../prescription/line.ts';
import { prescriptionsView } from '../prescription/row.ts';
import { anyNumber, page, paging, query } from '../query.ts';
import { opened } from '../sealed.ts';
import { handingOut } from './reach.ts';
import { dispensingRow, dispensingsView } from './row.ts';

export const dispensingShown = dispensingRow.omit({ pickUpCode: true, pickUpCodeIndex: true }).extend({
  visitPersonId: id.nullable(),
  doctorId: id.nullable(),
  departmentId: id.nullable(),
  lines: opened(z.array(prescriptionLine)),
  total: fen,
  ...named,
});

const reads = [dispensingsView, prescriptionsView, visitPersonsView, practitionersView, departmentsView];

export const dispensingQueries = {
  dispensings: query({
    path: '/dispensings',
    summary: 'P8.2 R3.1 What is ready to be picked up, the longest waiting first, or was handed out, newest first',
    access: { patient: 'own', pharmacist: handingOut, operator: 'any', manager: 'any' },
    params: {
      ...paging,
      status: z.enum(['ready', 'dispensed']).default('ready'),
      number: anyNumber.optional(),
    },
    result: page(dispensingShown),
    reads,
  }),
  byCode: query({
    path: '/dispensings/by-code',
    posted: true,
    summary: 'R3.1 What a pick-up code is for: ready, or handed out already; null when it is nobody’s',
    // The code itself says that its patient stands there.
    access: { pharmacist: 'any' },
    params: { pickUpCode },
    result: dispensingShown.nullable(),
    reads,
  }),
  dispensing: query({
    path: '/dispensings/:dispensingId',
    summary: 'R3.1 One pick-up with its drugs',
    access: { patient: 'own', pharmacist: handingOut, operator: 'any', manager: 'any' },
    params: { dispensingId: id },
    result: dispensingShown,
    reads,
  }),
  pickUpCode: query({
    path: '/dispensings/:dispensingId/pick-up-code',
    summary: 'P8.2 The code to show at the pharmacy; null once the drugs were handed out',
    access: { patient: 'own' },
    params: { dispensingId: id },
    result: z.object({ dispensingId: id, pickUpCode: opened(z.string()).nullable() }),
    reads: [dispensingsView],
  }),
};
