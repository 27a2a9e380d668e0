import { z } from 'zod';
import { bytes, endpoint } from '../endpoint.ts';
import { day, id } from '../language.ts';
import { statementFaults, statements } from './statement.ts';

const count = z.int().nonnegative();
/** What is in the file: what to import of it, or why nothing can be. Names line and column, never a value. */
const looked = z.discriminatedUnion('is', [
  z.object({ is: z.literal('whole'), fileId: id, statement: z.enum(statements), from: day, to: day, rows: count }),
  z.object({ is: z.literal('broken'), fault: z.enum(statementFaults), line: count, column: z.string() }),
]);
export type Looked = z.infer<typeof looked>;

export const reconciliationEndpoints = {
  uploadStatement: endpoint({
    method: 'POST',
    path: '/api/statements',
    summary:
      'O1.4 A statement from the merchant site, of one or several days, plain or gzipped: read to its end, and kept when it is whole',
    access: { operator: 'any', manager: 'any' },
    params: {},
    takes: bytes('application/octet-stream'),
    answer: looked,
  }),
};
