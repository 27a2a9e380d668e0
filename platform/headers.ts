/** Headers that keep a browser from taking an answer for what it is not, on every reply that does not say better itself. */
import type { FastifyReply, FastifyRequest } from 'fastify';

const data = "default-src 'none'; frame-ancestors 'none'";
/** A page that says nothing else is at least shown in none of others. */
const page = "frame-ancestors 'self'";
/** A year: a browser that came by TLS once comes by nothing else. */
const tlsOnly = 'max-age=31536000; includeSubDomains';

/** Fastify's `onSend`. */
export const saferHeaders = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  const set = (name: string, value: string) => reply.hasHeader(name) || reply.header(name, value);
  set('x-content-type-options', 'nosniff');
  set('referrer-policy', 'same-origin');
  set('content-security-policy', /^text\/html/.test(String(reply.getHeader('content-type'))) ? page : data);
  if (request.protocol === 'https') set('strict-transport-security', tlsOnly);
};
