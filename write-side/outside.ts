/** The outside systems as settings say they are reached. */
import type { settings } from '@yunzhen/platform/config';
import type { Sealing } from '@yunzhen/platform/sealing';
import type { Tokens } from '@yunzhen/platform/tokens';
import type { Db } from 'mongodb';
import type { Passwords } from './account/passwords.ts';
import type { CorePorts } from './core.ts';
import { discarding } from './files/store.ts';
import { accessClient } from './gateways/access/client.ts';
import { type BooksPorts, booksClient } from './gateways/books/client.ts';
import { hisClient } from './gateways/his/client.ts';
import { hisSettings } from './gateways/his/settings.ts';
import { peopleClient } from './gateways/people/client.ts';
import { wechatPayClient } from './gateways/wechat-pay/client.ts';
import { wechatPaySettings } from './gateways/wechat-pay/settings.ts';
import { statementsOf } from './gateways/wechat-pay/statements.ts';
import type { outsideSettings } from './settings.ts';

export type OutsideSettings = ReturnType<typeof settings<typeof outsideSettings>>;

interface Held {
  readonly db: Db;
  readonly tokens: Pick<Tokens, 'revokeUser'>;
  readonly passwords: Pick<Passwords, 'forget'>;
  readonly sealing: Pick<Sealing, 'keep' | 'hold' | 'unhold' | 'destroy'>;
  /** Where statements are put; absent where nothing is reconciled. */
  readonly books?: Pick<BooksPorts, 'clickhouse' | 'seal' | 'open'>;
}

export const outside = (
  from: OutsideSettings,
  { db, tokens, passwords, sealing, books }: Held,
): CorePorts['outside'] => {
  const pay = wechatPaySettings.parse({
    baseUrl: from.WECHAT_PAY_URL,
    appId: from.WECHAT_APP_ID,
    mchId: from.WECHAT_PAY_MERCHANT,
    serial: from.WECHAT_PAY_SERIAL,
    privateKey: from.WECHAT_PAY_PRIVATE_KEY,
    platformKeys: from.WECHAT_PAY_PLATFORM_KEYS,
    apiV3Key: from.WECHAT_PAY_API_V3_KEY,
    notifyUrl: `${from.PUBLIC_URL}/api/notify/wechat-pay`,
  });
  const hospital = hisSettings.parse({ baseUrl: from.HIS_URL, secret: from.HIS_SECRET });
  return {
    his: { client: hisClient(hospital), settings: hospital },
    wechatPay: { client: wechatPayClient(pay), settings: pay },
    access: accessClient(db, tokens, passwords),
    people: peopleClient(sealing, discarding(db)),
    ...(books && {
      books: booksClient({
        ...books,
        db,
        pay,
        fetch: statementsOf(pay, () => new Date()),
        feeRate: from.WECHAT_PAY_FEE_RATE,
        now: Date.now,
      }),
    }),
  };
};
