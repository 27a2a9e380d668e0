import { z } from 'zod';
import { accountsView } from '../account/row.ts';
import { exchangeBodies, exchangesLog } from '../case/row.ts';
import { day, id } from '../language.ts';
import { personal } from '../personal.ts';
import { page, paging, query } from '../query.ts';
import { disclosureKinds, disclosureReasons } from './disclosure.ts';
import { disclosureRow, disclosuresView } from './row.ts';

export const disclosureShown = disclosureRow.extend({ staffName: personal('name').nullable() });
export type DisclosureShown = z.output<typeof disclosureShown>;

export const disclosureQueries = {
  disclosures: query({
    path: '/disclosures',
    summary: 'T2 Who of the staff looked at whom, and why, newest first',
    access: { manager: 'any', auditor: 'any' },
    params: {
      ...paging,
      kind: z.enum(disclosureKinds).optional(),
      reason: z.enum(disclosureReasons).optional(),
      staffId: id.optional(),
      from: day.optional(),
      to: day.optional(),
    },
    result: page(disclosureShown),
    reads: [disclosuresView, accountsView],
  }),
  disclosedExchange: query({
    path: '/disclosures/:disclosureId/exchange',
    summary: 'I1 What was sent to an outside system and what it answered, for who said why within half an hour',
    access: { operator: 'any', manager: 'any' },
    params: { disclosureId: id },
    result: exchangeBodies,
    reads: [disclosuresView, exchangesLog],
  }),
};
