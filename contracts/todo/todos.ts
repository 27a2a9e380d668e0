/** 待办: everything that waits for a step of somebody who works here, from the declarations of what waits. */
import { z } from 'zod';
import { approvalsWaiting } from '../approval/row.ts';
import { casesWaiting } from '../case/row.ts';
import { complaintsWaiting } from '../complaint/row.ts';
import { patientsWaiting } from '../consultation/row.ts';
import { pickUpsWaiting } from '../dispensing/row.ts';
import { id, instant } from '../language.ts';
import { reviewsWaiting, unpublishedWaiting } from '../prescription/row.ts';
import { privacyWaiting } from '../privacy/row.ts';
import { query } from '../query.ts';
import { differencesWaiting } from '../reconciliation/row.ts';
import type { Waiting } from '../waiting.ts';

export const todos = {
  patients: patientsWaiting,
  unpublished: unpublishedWaiting,
  reviews: reviewsWaiting,
  pickUps: pickUpsWaiting,
  approvals: approvalsWaiting,
  cases: casesWaiting,
  complaints: complaintsWaiting,
  privacy: privacyWaiting,
  differences: differencesWaiting,
} as const satisfies Readonly<Record<string, Waiting>>;
export type TodoName = keyof typeof todos;
export const todoNames = Object.keys(todos) as readonly TodoName[];

/** Of each kind the most urgent are named. */
export const namedOfEach = 20;

export const todoQueries = {
  todo: query({
    path: '/todo',
    summary: 'O3.1 What waits for who asks: of each kind how many, how many are late, and the most urgent',
    access: { doctor: 'own', pharmacist: 'any', operator: 'any', manager: 'any', security: 'any' },
    params: {},
    result: z.object({
      kinds: z.array(
        z.object({
          name: z.enum(todoNames),
          count: z.int(),
          late: z.int(),
          /** `at`: what lateness is reckoned from. */
          first: z.array(z.object({ id, at: instant, late: z.boolean() })),
        }),
      ),
    }),
    reads: [...new Set(Object.values<Waiting>(todos).map(({ of }) => of))],
  }),
};
