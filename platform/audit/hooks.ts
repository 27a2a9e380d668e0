/** The one place where an answer leaves: what it was is traced before it does. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { askedBy } from './asked.ts';
import { traces } from './trace.ts';
import type { Audit } from './trail.ts';

/** Stable codes are short and say nothing about anybody. */
const codeIn = (payload: unknown): string | null => {
  if (typeof payload !== 'string') return null;
  try {
    const { code } = JSON.parse(payload) as { readonly code?: unknown };
    return typeof code === 'string' ? code : null;
  } catch {
    return null;
  }
};

/** For Fastify's `onRequest` and `onSend`. */
export const auditHooks = (audit: Pick<Audit, 'note' | 'check'>, now: () => number = Date.now) => {
  const traceOf = traces({ now });
  return {
    /** Throws AuditBehind. */
    onRequest: async ({ url }: FastifyRequest): Promise<void> => {
      if (url.startsWith('/api/')) audit.check();
    },
    onSend: async (request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<void> => {
      const asked = askedBy(request);
      if (!asked) return;
      const status = reply.statusCode;
      const code = status < 400 ? null : codeIn(payload);
      const trace = traceOf(asked, { status, code, address: request.ip });
      if (trace) audit.note(trace);
    },
  };
};
