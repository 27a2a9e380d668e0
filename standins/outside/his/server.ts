/** A hospital information system for a laptop: signed JSON over HTTP, books of its own, troubles on request. README.md has the protocol. */
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Standin, StandinOptions } from '../../standin.ts';
import { createFaults, type Faults, type Handler } from '../faults.ts';
import { lock } from '../lock.ts';
import { keepText } from '../text.ts';
import { type Books, type Kind, openBooks } from './books.ts';
import { controlRoutes } from './control.ts';
import { hisCredentials } from './credentials.ts';
import { cancel, dispense, outcomeOf, receive } from './desk.ts';
import { HisError, parse } from './errors.ts';
import { exportCharges } from './export.ts';
import { available } from './rules.ts';
import { answerHeaders, createVerifier } from './signature.ts';
import * as wire from './wire.ts';

const shapes = {
  registration: wire.registration,
  prescription: wire.prescription,
  charge: wire.charge,
  refund: wire.refund,
} as const;
const kinds = ['registration', 'prescription', 'charge', 'refund'] as const satisfies readonly Kind[];

const header = (request: FastifyRequest, name: string) => `${request.headers[`x-his-${name}`] ?? ''}`;
const numberOf = (request: FastifyRequest) => parse(wire.number, (request.params as { number: string }).number);

/** Verifies what comes in and signs what goes out. */
const signed = (app: FastifyInstance, secret: string) => {
  const verify = createVerifier(secret);
  app.addHook('preHandler', async request =>
    verify({
      method: request.method,
      url: request.originalUrl,
      timestamp: header(request, 'timestamp'),
      nonce: header(request, 'nonce'),
      signature: header(request, 'signature'),
      body: request.text ?? '',
    }),
  );
  app.addHook('onSend', async (request, reply, payload) => {
    const key = request.fault?.kind === 'forge' ? `not ${secret}` : secret;
    reply.headers(answerHeaders(key, header(request, 'nonce'), reply.statusCode, `${payload ?? ''}`));
  });
};

const routes = (app: FastifyInstance, books: Books, faults: Faults, now: () => number) => {
  const route = (method: 'GET' | 'PUT' | 'POST', url: string, operation: string, handler: Handler) =>
    app.route({ method, url, handler: faults.on(operation, handler) });

  for (const kind of kinds) {
    route('PUT', `/${kind}s/:number`, kind, request => {
      const content = parse(shapes[kind], request.body);
      return receive(books, now(), { kind, number: numberOf(request), content }, request.fault);
    });
    route('GET', `/${kind}s/:number`, `query-${kind}`, request => {
      const entry = books.find(kind, numberOf(request));
      return entry ? outcomeOf(entry) : { result: 'not-found' };
    });
  }
  for (const kind of ['registration', 'prescription'] as const)
    route('POST', `/${kind}s/:number/cancel`, `cancel-${kind}`, request => {
      parse(wire.cancellation, request.body);
      return cancel(books, kind, numberOf(request), request.fault);
    });
  route('POST', '/prescriptions/:number/dispense', 'dispense', request => {
    parse(wire.dispensing, request.body);
    return dispense(books, numberOf(request), request.fault);
  });
  route('GET', '/stock', 'stock', request => {
    const { codes } = parse(z.object({ codes: z.string().min(1) }), request.query);
    return { items: codes.split(',').map(code => ({ code, quantity: available(books, code) })) };
  });
  route('GET', '/exports/charges', 'export', request =>
    exportCharges(books, parse(z.object({ day: z.iso.date() }), request.query).day, now()),
  );
};

export interface HisOptions extends StandinOptions {
  /** Epoch milliseconds; moves the books' time, not the signatures'. */
  readonly now?: () => number;
}

/** Starts the HIS on `dir`; `hisCredentials(dir)` is what the other side needs to talk to it. */
export const start = async ({ port, dir, now = Date.now }: HisOptions): Promise<Standin> => {
  const release = await lock(dir);
  try {
    const { secret } = await hisCredentials(dir);
    const books = openBooks(dir);
    const faults = createFaults(['amount'], ({ status, code, message }) => new HisError(status, code, message));
    const app = fastify({ forceCloseConnections: true });
    keepText(app, () => new HisError(400, 'bad-request', 'the body is not JSON'));
    app.setErrorHandler<Error & { statusCode?: number }>((problem, _, reply) => {
      const status = problem instanceof HisError ? problem.status : (problem.statusCode ?? 500);
      const error = problem instanceof HisError ? problem.error : 'unexpected';
      return reply.status(status).send({ error, message: problem.message });
    });
    await app.register(async scope => {
      signed(scope, secret);
      routes(scope, books, faults, now);
    });
    await app.register(async scope => controlRoutes(scope, books, faults));
    const close = async () => {
      faults.stop();
      await app.close();
      await books.close();
      await release();
    };
    const url = await app.listen({ port, host: '127.0.0.1' }).catch(async error => {
      await close();
      throw error;
    });
    return { url, close };
  } catch (error) {
    await release();
    throw error;
  }
};
