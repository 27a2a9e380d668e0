/** Keeps a request's body as it came: signatures are over bytes, not over what was parsed from them. */
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it came; absent without one. */
    text?: string;
  }
}

/** Reads JSON bodies on `app`; `bad` is the error for what is not JSON. */
export const keepText = (app: FastifyInstance, bad: () => Error): void => {
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    request.text = body.toString();
    try {
      done(null, request.text === '' ? undefined : JSON.parse(request.text));
    } catch {
      done(bad());
    }
  });
};
