/** The WeChat app on a patient's phone: it hands out sign-in codes and pays. Its server side is the hospital's stand-in for WeChat. */
import type { PayParams } from '@yunzhen/contracts/payment/endpoints';
import { z } from 'zod';
import { type Control, control } from './control.ts';

export type Notify = 'once' | 'twice' | 'late' | 'never';

export interface Phone {
  /** `wx.login`: a code good once. */
  readonly code: (owner: string) => Promise<string>;
  /** Opens the cashier, which checks the hospital's signature, and pays. Answers WeChat's transaction id. */
  readonly pay: (params: PayParams, notify?: Notify) => Promise<string>;
  /** The stand-in's own switches. */
  readonly wechat: Control;
}

export const phone = (origin: string): Phone => {
  const wechat = control(`${origin}/wechat`);
  return {
    wechat,
    code: async owner => z.object({ code: z.string() }).parse(await wechat('POST', 'codes', { person: owner })).code,
    pay: async ({ package: packed, signType: _, ...signed }, notify) => {
      const prepayId = packed.slice('prepay_id='.length);
      await wechat('GET', `cashier?${new URLSearchParams({ prepay_id: prepayId, ...signed })}`);
      const paid = await wechat('POST', 'payments', { prepay_id: prepayId, ...(notify && { notify }) });
      return z.object({ transaction_id: z.string() }).parse(paid).transaction_id;
    },
  };
};
