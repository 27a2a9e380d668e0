/** What every part of this WeChat shares. */
import type { Books } from './books.ts';
import type { MerchantCredentials, PlatformCredentials } from './credentials.ts';
import type { Notifications } from './notifications.ts';
import type { Settings } from './settings.ts';

export interface Context {
  readonly merchant: MerchantCredentials;
  readonly platform: PlatformCredentials;
  readonly books: Books;
  /** Epoch milliseconds; a test may move it. Waiting is by the wall clock. */
  readonly now: () => number;
  readonly settings: () => Settings;
  readonly notifications: Notifications;
}
