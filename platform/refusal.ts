/** The one way a decision says no. The HTTP edge turns it into problem+json, 409. */
export class Refusal<R extends string = string> extends Error {
  override readonly name = 'Refusal';
  readonly code: R;
  constructor(code: R) {
    super(code);
    this.code = code;
  }
}

/** Throws the Refusal; typed `never` so that a decision can `return refuse(…)`. */
export const refuse = <R extends string>(code: R): never => {
  throw new Refusal(code);
};
