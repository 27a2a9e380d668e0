/** The write side as a part of a process: commands, sign-in, notifications. */
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import type { Part } from '@yunzhen/platform/app';
import type { Logger } from '@yunzhen/platform/log';
import type { Metrics } from '@yunzhen/platform/metrics';
import type { Servers } from '@yunzhen/platform/servers';
import { bearer } from '@yunzhen/platform/sign-in';
import { account } from './account/account.ts';
import { credential } from './account/credential.ts';
import { hashing } from './account/hashing.ts';
import { lockout } from './account/lockout.ts';
import { mayActNow } from './account/may-act.ts';
import { passwords } from './account/passwords.ts';
import { secondFactors } from './account/second-factors.ts';
import { commandBus } from './bus.ts';
import { core } from './core.ts';
import type { Dispatch } from './dispatch.ts';
import { fileStore } from './files/store.ts';
import { call } from './gateways/gateway.ts';
import { wechatPay } from './gateways/wechat-pay/gateway.ts';
import type { Notice } from './gateways/wechat-pay/notified.ts';
import { ownOf } from './gateways/wechat-pay/settings.ts';
import { wechatSignIn } from './gateways/wechat-sign-in/client.ts';
import { commandRoutes } from './http/commands.ts';
import { fileRoutes } from './http/files.ts';
import { ownAccountRoutes } from './http/own-account.ts';
import { paymentRoutes } from './http/payments.ts';
import { signInRoutes } from './http/sign-in.ts';
import { statementRoutes } from './http/statements.ts';
import { type OutsideSettings, outside } from './outside.ts';
import { payment } from './payment/payment.ts';
import { paying } from './processes/paying.ts';
import { exchanges } from './reactions/exchanges.ts';
import { keeper } from './reactions/keep.ts';
import { outbox } from './reactions/outbox.ts';

/** Seconds an access token is good for. */
const accessSeconds = 600;

/** What it is connected to, and what it is trusted with. */
export const uses = ['store', 'mongo', 'redis', 'tokens', 'sealing', 'blobs', 'audit'] as const;
type Used = Servers<(typeof uses)[number]>;

export interface WriteSide extends Part {
  /** Commands from inside the process, past HTTP: seeding and imports. */
  readonly dispatch: Dispatch;
}

export const composeWriteSide = (from: OutsideSettings, servers: Used, log: Logger, metrics: Metrics): WriteSide => {
  const { store, mongo, redis, tokens, sealing, blobs } = servers;
  const now = () => new Date();
  const hashes = passwords(mongo.db);
  const files = fileStore({ db: mongo.db, blobs, sealing });
  let collecting: NodeJS.Timeout | undefined;
  const reached = outside(from, { db: mongo.db, tokens, passwords: hashes, sealing });
  const { settings: pay } = reached.wechatPay;
  const decided = core({
    store,
    people: { seal: sealing.seal, open: sealing.unseal, index: sealing.blindIndex, attach: files.attach },
    outside: reached,
    record: exchanges(mongo.db, { seal: sealing.seal, index: sealing.blindIndex }, (message, error) =>
      log.warn({ err: error }, message),
    ).record,
    now: Date.now,
    settings: { holdMinutes: from.HOLD_MINUTES },
  });
  const { latest } = decided;
  const mayAct = mayActNow(decided.commits);
  const authenticate = bearer(tokens, mayAct);
  const { handlers, over } = commandBus(decided.features, decided.dispatch);
  let bus: Dispatch = decided.dispatch;
  const dispatch: Dispatch = (addressed, envelope) => bus(addressed, envelope);

  const seconds = metrics.histogram('yunzhen_command_seconds', 'Time of a command, by name', ['command']);
  const box = outbox(mongo.db, (message, error) => log.warn({ err: error }, message));
  const kept = keeper(box, paying.name, Date.now);
  const keep = (told: Notice) => kept(call(wechatPay, 'notified', told));
  const paymentOf = (id: string) => latest(payment, id);
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
    secondFactors: secondFactors(mongo.db, sealing),
    secondFactorRequired: from.STAFF_SECOND_FACTOR === 'required',
    index: sealing.blindIndex,
    hashing: hashing(),
    lockout: lockout(redis.client, { warn: error => log.warn({ err: error }, 'Redis does not count sign-ins') }),
    dispatch,
    now,
  };
  const stop = async (): Promise<void> => {
    clearInterval(collecting);
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
      ...paymentRoutes(pay, { keep, paymentOf, now }, authenticate),
      ...fileRoutes({ files, authenticate, latest }),
      ...statementRoutes({ db: mongo.db, seal: sealing.seal, own: ownOf(pay), now }, authenticate),
      ...commandRoutes(dispatch, authenticate, (command, time) => seconds({ command }, time)),
    ],
    start: async () => {
      await files.prepare();
      const collect = () => void files.collect().catch(error => log.warn({ err: error }, 'no file was collected'));
      collecting = setInterval(collect, 3_600_000).unref();
    },
    release: stop,
    stop,
  };
};
