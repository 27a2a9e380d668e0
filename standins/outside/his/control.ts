/** The unofficial side under /_standin: counts the shelf, asks for troubles, and spoils the books for reconciliation. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Faults, faultShape } from '../faults.ts';
import type { Books } from './books.ts';
import { hisFaults, loseCharge } from './desk.ts';
import { HisError, parse } from './errors.ts';

const counted = z.strictObject({ quantity: z.int().nonnegative() });

export const controlRoutes = (app: FastifyInstance, books: Books, faults: Faults): void => {
  app.addHook('onRequest', async request => {
    // Only a page in a browser sends it, and no page has business here.
    if (request.headers.origin) throw new HisError(403, 'forbidden', 'pages are kept out');
  });
  app.get('/_standin/faults', () => faults.list());
  app.post('/_standin/faults', (request, reply) => {
    faults.add(parse(faultShape(faults.operations(), hisFaults), request.body));
    return reply.status(201).send(faults.list());
  });
  app.delete('/_standin/faults', () => {
    faults.clear();
    return [];
  });
  app.put<{ Params: { code: string } }>('/_standin/stock/:code', async ({ params: { code }, body }) => {
    const { quantity } = parse(counted, body);
    await books.write(() => books.stock.putSync(code, quantity));
    return { code, quantity };
  });
  app.delete<{ Params: { number: string } }>('/_standin/charges/:number', async ({ params }, reply) => {
    await loseCharge(books, params.number);
    return reply.status(204).send();
  });
};
