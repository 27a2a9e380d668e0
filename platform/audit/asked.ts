/**
 * What a request turned out to be, told by whoever answers it while it does: commands, queries and endpoints are answered in one place
 * each. What becomes of it stands in trace.ts.
 */
import type { AuditKind } from '@yunzhen/contracts/audit/row';
import type { Permission } from '@yunzhen/contracts/permissions';
import type { FastifyRequest } from 'fastify';
import type { SignedInActor } from '../sign-in.ts';

export interface Asked {
  readonly what: Permission;
  readonly kind: AuditKind;
  readonly by: SignedInActor | null;
  /** Accounts of those whose personal data the answer shows, or who sign in. */
  readonly whose: ReadonlySet<string>;
  /** Whether it is told when it is done, and not only when it is refused: it shows personal data, also where it does not name whose. */
  readonly traced: boolean;
  readonly about: string | null;
  readonly why: string | null;
}

const nothing: Omit<Asked, 'what' | 'kind'> = {
  by: null,
  whose: new Set(),
  traced: false,
  about: null,
  why: null,
};
const known = new WeakMap<FastifyRequest, Asked>();

/** Begins with what is asked; what is known later is told by `telling`. */
export const asks = (request: FastifyRequest, asked: Pick<Asked, 'what' | 'kind'> & Partial<Asked>): void => {
  known.set(request, { ...nothing, ...asked });
};
/** Adds to what is known of a request; of one that nobody began to ask nothing is kept. */
export const telling = (request: FastifyRequest, more: Partial<Asked>): void => {
  const asked = known.get(request);
  if (asked) known.set(request, { ...asked, ...more });
};
export const askedBy = (request: FastifyRequest): Asked | undefined => known.get(request);
