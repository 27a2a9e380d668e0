/** The write side as a part of a process: commands, sign-in, notifications, processes. */
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import type { Part } from '@yunzhen/platform/app';
import type { settings } from '@yunzhen/platform/config';
import type { Logger } from '@yunzhen/platform/log';
import type { Metrics } from '@yunzhen/platform/metrics';
import type { Servers } from '@yunzhen/platform/servers';
import { bearer } from '@yunzhen/platform/sign-in';
import { account } from './account/account.ts';
import { credential } from './account/credential.ts';
import { lockout } from './account/lockout.ts';
import { mayActNow } from './account/may-act.ts';
import { ownAccountRoutes } from './account/own.ts';
import { passwords } from './account/passwords.ts';
import { signInRoutes } from './account/sign-in.ts';
import { commandBus } from './bus.ts';
import { core } from './core.ts';
import type { Dispatch } from './dispatch.ts';
import { fileRoutes } from './files/http.ts';
import { fileStore } from './files/store.ts';
import { accessClient } from './gateways/access/client.ts';
import { hisClient } from './gateways/his/client.ts';
import { hisSettings } from './gateways/his/settings.ts';
import { wechatPayClient } from './gateways/wechat-pay/client.ts';
import { wechatPaySettings } from './gateways/wechat-pay/settings.ts';
import { wechatSignIn } from './gateways/wechat-sign-in/client.ts';
import { payParamsRoute } from './http/pay-params.ts';
import { wechatPayNotification } from './http/wechat-pay-notification.ts';
import { commandRoutes } from './http.ts';
import { payment } from './payment/payment.ts';
import { runProcesses } from './reactions/engine.ts';
import type { outsideSettings } from './settings.ts';

type OutsideSettings = ReturnType<typeof settings<typeof outsideSettings>>;
/** Seconds an access token is good for. */
const accessSeconds = 600;

/** What it is connected to, and what it is trusted with. */
export const uses = ['store', 'mongo', 'redis', 'tokens', 'sealing'] as const;
type Used = Servers<(typeof uses)[number]>;

export interface WriteSide extends Part {
  /** Commands from inside the process, past HTTP: seeding and imports. */
  readonly dispatch: Dispatch;
}

export const composeWriteSide = (from: OutsideSettings, servers: Used, log: Logger, metrics: Metrics): WriteSide => {
  const { store, mongo, redis, tokens, sealing } = servers;
  const abort = new AbortController();
  const now = () => new Date();
  const hashes = passwords(mongo.db);
  const files = fileStore(mongo.db, sealing);
  let collecting: NodeJS.Timeout | undefined;
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
  const decided = core({
    store,
    people: { seal: sealing.seal, open: sealing.unseal, index: sealing.blindIndex, attach: files.attach },
    outside: {
      his: { client: hisClient(hospital), settings: hospital },
      wechatPay: { client: wechatPayClient(pay), settings: pay },
      access: accessClient(mongo.db, tokens, hashes),
    },
    now: Date.now,
    holdMinutes: from.HOLD_MINUTES,
  });
  const { latest } = decided;
  const mayAct = mayActNow(decided.commits);
  const authenticate = bearer(tokens, mayAct);
  const { handlers, over } = commandBus(decided.features, decided.dispatch);
  let bus: Dispatch = decided.dispatch;
  const dispatch: Dispatch = (addressed, envelope) => bus(addressed, envelope);

  const seconds = metrics.histogram('yunzhen_command_seconds', 'Time of a command, by name', ['command']);
  const payments = payment(async () => null);
  const paymentOf = (id: string) => latest(payments, id);
  const signingIn = {
    authenticate,
    mayAct,
    tokens,
    accessSeconds,
    openidOf: wechatSignIn({
      baseUrl: from.WECHAT_API_URL,
      appId: from.WECHAT_APP_ID,
      appSecret: from.WECHAT_APP_SECRET,
    }),
    accountOf: (id: string) => latest(account, id),
    holderOf: async (id: string) => (await latest(credential, id)).accountId,
    passwords: hashes,
    index: sealing.blindIndex,
    lockout: lockout(redis.client, { warn: error => log.warn({ err: error }, 'Redis does not count sign-ins') }),
    dispatch,
    now,
  };
  let running: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    abort.abort();
    clearInterval(collecting);
    await running;
  };
  return {
    name: 'Commands',
    dispatch,
    imports: [CqrsModule],
    providers: [
      ...handlers,
      {
        provide: 'yunzhen:commands',
        inject: [CommandBus],
        useFactory: (commands: CommandBus) => {
          bus = over(commands);
          return commands;
        },
      },
    ],
    routes: [
      ...signInRoutes(signingIn),
      ...ownAccountRoutes(signingIn),
      wechatPayNotification(pay, { dispatch, now }),
      payParamsRoute(pay, { authenticate, paymentOf, now }),
      ...fileRoutes({ files, sealing, authenticate, latest }),
      ...commandRoutes(dispatch, authenticate, (command, time) => seconds({ command }, time)),
    ],
    start: async () => {
      await files.prepare();
      const collect = () => void files.collect().catch(error => log.warn({ err: error }, 'no picture was collected'));
      collecting = setInterval(collect, 3_600_000).unref();
      const { done } = await runProcesses({
        store,
        db: mongo.db,
        processes: decided.processes,
        gateways: decided.gateways,
        dispatch,
        now: Date.now,
        warn: (message, error) => log.warn({ err: error }, message),
        signal: abort.signal,
      });
      running = done;
    },
    release: stop,
    stop,
  };
};
