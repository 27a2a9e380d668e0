/** Why a token is not accepted; the HTTP edge answers 401. */
export type TokenFault = 'expired' | 'invalid' | 'revoked';

export class TokenError extends Error {
  override readonly name = 'TokenError';
  readonly code: TokenFault;
  constructor(code: TokenFault) {
    super(`the token is ${code}`);
    this.code = code;
  }
}
