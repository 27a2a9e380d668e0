import { z } from 'zod';
import { id, text } from '../language.ts';
import { query } from '../query.ts';
import { diagnosisSystems } from './diagnosis.ts';
import { drugKinds } from './drug.ts';
import { departmentRow, departmentsView, diagnosesView, diagnosisRow, drugRow, drugsView } from './row.ts';

const staff = { doctor: 'any', pharmacist: 'any', operator: 'any', manager: 'any' } as const;
const search = {
  /** A code's beginning, a part of the name, or a part of its pinyin initials. */
  q: text(40),
  limit: z.coerce.number().int().min(1).max(50).default(20),
};

export const catalogueQueries = {
  departments: query({
    path: '/departments',
    summary: 'P1 P6.2 The open departments in the order of the house',
    access: 'everyone',
    params: {},
    result: z.array(departmentRow),
    reads: [departmentsView],
    cache: 60,
  }),
  department: query({
    path: '/departments/:departmentId',
    summary: 'P6.2 One department',
    access: 'everyone',
    params: { departmentId: id },
    result: departmentRow,
    reads: [departmentsView],
    cache: 60,
  }),
  drugs: query({
    path: '/drugs',
    summary: 'D3.10 O2.5 Drugs by code, name or pinyin initials, the nearest first',
    access: staff,
    params: { ...search, kind: z.enum(drugKinds).optional() },
    result: z.array(drugRow),
    reads: [drugsView],
    cache: 300,
  }),
  diagnoses: query({
    path: '/diagnoses',
    summary: 'D3.7 O2.4 Diagnoses by code, name or pinyin initials, the nearest first',
    access: staff,
    params: { ...search, system: z.enum(diagnosisSystems).optional() },
    result: z.array(diagnosisRow),
    reads: [diagnosesView],
    cache: 300,
  }),
};
