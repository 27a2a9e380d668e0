import { z } from 'zod';
import { day, id } from '../language.ts';
import { anyNumber, page, paging, query } from '../query.ts';
import { caseReasons } from './case.ts';
import { caseRow, casesView, exchangeOutcomes, exchangeRow, exchangesLog } from './row.ts';
import { caseStates } from './states.ts';

const access = { operator: 'any', manager: 'any' } as const;

export const caseQueries = {
  cases: query({
    path: '/cases',
    summary: 'I1 What is stuck, by system and age: open ones oldest first, others newest first',
    access,
    params: {
      ...paging,
      /** `waiting`: open, or sent again and not done. */
      status: z.enum([...caseStates.statuses, 'waiting']).optional(),
      system: z.string().max(120).optional(),
      reason: z.enum(caseReasons).optional(),
      /** `mine`: taken by who asks; `nobody`: by none. */
      assigned: z.enum(['mine', 'nobody']).optional(),
    },
    result: page(caseRow),
    reads: [casesView],
  }),
  case: query({
    path: '/cases/:caseId',
    summary: 'I1 One stuck work with the exchanges about it, newest first',
    access,
    params: { caseId: id },
    result: caseRow.extend({ exchanges: z.array(exchangeRow) }),
    reads: [casesView, exchangesLog],
  }),
  exchanges: query({
    path: '/exchanges',
    summary: 'I1 What was asked of outside systems and answered, newest first',
    access,
    params: {
      ...paging,
      system: z.string().max(120).optional(),
      /** Any number of ours or theirs, whole. */
      number: anyNumber.optional(),
      from: day.optional(),
      to: day.optional(),
      patientId: id.optional(),
      outcome: z.enum(exchangeOutcomes).optional(),
    },
    result: page(exchangeRow),
    reads: [exchangesLog],
  }),
};
