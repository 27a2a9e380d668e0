/** WeChat's own books: orders, refunds, account movements, notifications and sign-in codes, durable in one lmdb file. */
import { join } from 'node:path';
import { type Database, open } from 'lmdb';
import type { z } from 'zod';
import type { fileFaultShape, rowFaultShape } from './bills/faults.ts';
import type { Settings } from './settings.ts';

/** Amounts in fen, times in epoch milliseconds. */
export interface Order {
  readonly outTradeNo: string;
  /** What was asked for, to tell a repetition from another order under the same number. */
  readonly asked: string;
  readonly appid: string;
  readonly description: string;
  readonly attach: string;
  readonly notifyUrl: string;
  readonly openid: string;
  readonly total: number;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly prepayId: string;
  readonly prepaidAt: number;
  readonly closed: boolean;
  readonly refunds: readonly string[];
  /** `discount`: what WeChat gave and does not settle. */
  readonly payment?: {
    readonly transactionId: string;
    readonly at: number;
    readonly amount: number;
    readonly discount: number;
  };
}

export type RefundStatus = 'PROCESSING' | 'SUCCESS' | 'ABNORMAL' | 'CLOSED';
export interface Refund {
  readonly outRefundNo: string;
  readonly asked: string;
  readonly refundId: string;
  readonly outTradeNo: string;
  readonly transactionId: string;
  readonly amount: number;
  /** What of it leaves the merchant's account. */
  readonly cash: number;
  /** Of the payment's fee, what goes back with it. */
  readonly fee: number;
  readonly reason: string;
  readonly notifyUrl: string | undefined;
  readonly createdAt: number;
  readonly status: RefundStatus;
  readonly settledAt?: number;
  /** Where an abnormal one was sent on to. */
  readonly redirected?: 'USER_BANK_CARD' | 'MERCHANT_BANK_CARD';
  /** When it settles by itself; by the wall clock. */
  readonly dueAt?: number;
}

export interface Movement {
  readonly at: number;
  readonly businessNo: string;
  readonly type: '交易' | '退款' | '退款关闭' | '扣除交易手续费' | '退还交易手续费' | '充值' | '提现';
  /** Positive into the merchant's account. */
  readonly amount: number;
  readonly balance: number;
  readonly note: string;
  readonly voucher: string;
}

export interface Notification {
  readonly id: string;
  /** The order or refund it is about. */
  readonly about: string;
  readonly url: string;
  readonly body: string;
  readonly attempts: readonly { readonly at: number; readonly answer: number | string; readonly forged: boolean }[];
  /** By the wall clock; absent when it is over. */
  readonly dueAt?: number;
  readonly forgeFirst: boolean;
  readonly repeat: boolean;
}

export interface Code {
  readonly openid: string;
  readonly issuedAt: number;
  readonly risky: boolean;
  readonly used: boolean;
}

/** A row that lies on purpose, in a bill not yet told; see bills/faults.ts. */
export type BillFault = z.infer<typeof rowFaultShape>;
/** A file that is broken on purpose, so many times. */
export type BrokenFile = z.infer<typeof fileFaultShape>;

export interface Books {
  readonly orders: Database<Order, string>;
  readonly refunds: Database<Refund, string>;
  /** `prepay:`, `transaction:` and `refund:` numbers to the merchant's own number. */
  readonly numbers: Database<string, string>;
  readonly movements: Database<Movement, number>;
  readonly notifications: Database<Notification, string>;
  readonly codes: Database<Code, string>;
  readonly billFaults: Database<BillFault, number>;
  readonly fileFaults: Database<BrokenFile, number>;
  /** Bills once issued never change. */
  readonly bills: Database<string, string>;
  readonly settings: Database<Settings, 'settings'>;
  /** A number never given before, in this order. */
  readonly next: () => number;
  /** All or nothing, on disk when it resolves; changes that come together share one flush. Inside, use the `…Sync` calls. */
  readonly write: <T>(change: () => T) => Promise<T>;
  readonly close: () => Promise<void>;
}

export const openBooks = (dir: string): Books => {
  const root = open({ path: join(dir, 'books.mdb'), maxDbs: 16 });
  const counter = root.openDB<number, string>('counter', {});
  return {
    orders: root.openDB('orders', {}),
    refunds: root.openDB('refunds', {}),
    numbers: root.openDB('numbers', {}),
    movements: root.openDB('movements', {}),
    notifications: root.openDB('notifications', {}),
    codes: root.openDB('codes', {}),
    billFaults: root.openDB('row-faults', {}),
    fileFaults: root.openDB('file-faults', {}),
    bills: root.openDB('bills', {}),
    settings: root.openDB('settings', {}),
    next: () => {
      const value = (counter.get('next') ?? 0) + 1;
      counter.putSync('next', value);
      return value;
    },
    write: change => root.childTransaction(change),
    close: () => root.close(),
  };
};
