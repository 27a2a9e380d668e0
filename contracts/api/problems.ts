/** Codes of problem+json that are not refusals of a capability, by what they are answered to. The platform's errors become these. */

/** Of any route. */
export const always = { internal: 500, unavailable: 503, 'too-many-requests': 429 } as const;
/** Where something is sent or named. */
export const ofInput = { 'invalid-input': 400, 'bad-request': 400 } as const;
/** Where there is a body. */
export const ofBody = { 'payload-too-large': 413, 'unsupported-media-type': 415 } as const;
/** Where a token is read: none, where one is needed, is an invalid one. */
export const ofToken = { 'token-invalid': 401, 'token-expired': 401, 'token-revoked': 401 } as const;
/** Where not everybody may. */
export const ofRole = { forbidden: 403 } as const;
/** Where there may be nothing, or nothing that the asking person may know of. */
export const ofAbsence = { 'not-found': 404 } as const;
/** Where something is decided: others were first, the person was erased, nobody knows whether it happened. */
export const ofDecision = {
  conflict: 409,
  'subject-erased': 410,
  'newer-event': 503,
  'outcome-unknown': 503,
} as const;
/** Where an Idempotency-Key is read. */
export const ofKey = { 'key-reused': 422 } as const;
/** Where views are waited for. */
export const ofWaiting = { 'view-behind': 504 } as const;

/** Code → status of all of them. */
export const problemStatuses = {
  ...always,
  ...ofInput,
  ...ofBody,
  ...ofToken,
  ...ofRole,
  ...ofAbsence,
  ...ofDecision,
  ...ofKey,
  ...ofWaiting,
} as const;
export type ProblemCode = keyof typeof problemStatuses;
