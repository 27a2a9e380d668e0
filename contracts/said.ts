/** A word or sentence, and for whom it is another one. */

/** Who reads it: patients, doctors, and all others who work here. */
export type Audience = 'patient' | 'doctor' | 'staff';
/** `all`, but for those audiences that read it otherwise. No full stop at the end. */
export type Said = string | ({ readonly all: string } & Partial<Readonly<Record<Audience, string>>>);
