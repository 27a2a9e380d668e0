/** Errors of the HTTP edge that every service has. */
import type { Issue } from './input.ts';

/** Signed in, but not allowed to. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden';
}

/** There is nothing there, or nothing this actor may know of. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
}

/** Input that a schema did not accept; give it to Nest's validation pipe as `exceptionFactory`. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
  readonly issues: readonly Issue[];
  constructor(issues: readonly Issue[]) {
    super('the input is invalid');
    this.issues = issues;
  }
}

/** The same Idempotency-Key came with another body. */
export class KeyReused extends Error {
  override readonly name = 'KeyReused';
}

/** It may or may not have happened; the same Idempotency-Key tells. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

/** The audit trail cannot be written: nothing may be shown until it can. */
export class AuditBehind extends Error {
  override readonly name = 'AuditBehind';
}

/** The views did not reach the position asked for in time. */
export class ViewBehind extends Error {
  override readonly name = 'ViewBehind';
}
