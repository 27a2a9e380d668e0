/** A bare Fastify that answers given bytes: what HTTP alone costs. */
import fastify from 'fastify';
import type { Prepared } from '../part.ts';

export interface Options {
  readonly bodies: Readonly<Record<string, string>>;
}

export const prepare = async ({ bodies }: Options): Promise<Prepared<{ origin: string }, null, null>> => {
  const app = fastify();
  for (const [path, body] of Object.entries(bodies))
    app.get(path, (_, reply) => reply.type('application/json; charset=utf-8').send(body));
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  return { told: { origin }, run: async () => null, close: () => app.close() };
};
