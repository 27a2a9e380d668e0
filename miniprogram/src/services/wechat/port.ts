/** What only WeChat can do, and what stands in for it in a browser. */
export interface PayParams {
  readonly appId: string;
  readonly timeStamp: string;
  readonly nonceStr: string;
  readonly package: string;
  readonly signType: 'RSA';
  readonly paySign: string;
}

/**
 * Nothing here proves a payment. `away`: the browser has left for the cashier page and comes back with what became of it; `blocked`: it
 * showed no cashier at all.
 */
export type PayOutcome = 'success' | 'cancel' | 'fail' | 'away' | 'blocked';

export interface DemoAccount {
  readonly role: string;
  readonly login: string;
  readonly password: string;
}

export interface Wechat {
  /** A code that the hospital changes for who this is; `person` matters only to the stand-in. */
  readonly code: (person: string) => Promise<string>;
  /** Opens the cashier; `back` is the page to return to, from `/` on with its parameters. */
  readonly pay: (params: PayParams, back: string) => Promise<PayOutcome>;
  /** Hands a text over as a file, to be kept where its owner wants it. False where they did not take it. */
  readonly keepFile: (name: string, text: string) => Promise<boolean>;
  /** Demo people that can be signed in with one tap; null where everybody is real. */
  readonly demo: () => Promise<readonly DemoAccount[] | null>;
}
