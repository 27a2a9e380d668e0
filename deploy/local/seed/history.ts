/**
 * Four weeks in seconds: people act in the hospital's own core, each on a clock of their own, and everything that follows does follow.
 * Outside systems answer at once, from books that nobody keeps.
 */
import type { Actor } from '@yunzhen/contracts/roles';
import { inProcess, type Life } from '@yunzhen/people/in-process';
import type { Servers } from '@yunzhen/platform/servers';
import { passwords } from '@yunzhen/write-side/account/passwords';
import type { FeatureSettings } from '@yunzhen/write-side/feature';
import { attaching, discarding } from '@yunzhen/write-side/files/store';
import { accessClient } from '@yunzhen/write-side/gateways/access/client';
import { peopleClient } from '@yunzhen/write-side/gateways/people/client';
import { numberOf, type WechatPaySettings } from '@yunzhen/write-side/gateways/wechat-pay/settings';
import { outbox } from '@yunzhen/write-side/reactions/outbox';
import { hisBooks, hisClient } from '../../../simulate/outside/his.ts';
import { merchant, payOrder, wechatBooks, wechatClient } from '../../../simulate/outside/wechat.ts';
import type { Network } from '../../../simulate/world/network.ts';
import { type Give, idOf, inParallel } from './demo.ts';

/** Every request arrives, and is answered. */
const atOnce: Network = { change: async (_, effect) => effect(), ask: async (_, read) => read() };
export interface Past {
  readonly servers: Pick<Servers, 'store' | 'mongo' | 'sealing' | 'tokens'>;
  readonly rules: FeatureSettings;
}
export interface History {
  /** Lives side by side; what one of them does not live to see is done by `arrive`. @param start epoch milliseconds */
  readonly life: (start: number) => Life;
  /** One command at a time of its own. */
  readonly give: Give;
  /** Everything due until now is done, and what is due later waits in the outbox. */
  readonly arrive: (now: Date) => Promise<void>;
}

/** @param count told of every command that people send */
export const history = ({ servers: { store, mongo, sealing, tokens }, rules }: Past, count: () => void): History => {
  const wechat = wechatBooks();
  const pay = { appId: 'demo', mchId: merchant, notifyUrl: 'http://127.0.0.1/' } as WechatPaySettings;
  const hospital = inProcess({
    store,
    people: { seal: sealing.seal, open: sealing.unseal, index: sealing.blindIndex, attach: attaching(mongo.db) },
    outside: now => ({
      his: {
        client: hisClient(hisBooks(), atOnce, { refuses: () => false, misbooks: () => 0 }),
        settings: { baseUrl: 'http://127.0.0.1/', secret: '-' },
      },
      wechatPay: {
        client: wechatClient(wechat, atOnce, now, { poor: () => false, quick: () => true }),
        settings: pay,
      },
      access: accessClient(mongo.db, tokens, passwords(mongo.db)),
      people: peopleClient(sealing, discarding(mongo.db)),
    }),
    settings: rules,
    cashier: (paymentId, now) => {
      const order = wechat.orders.get(numberOf(paymentId));
      if (!order || !payOrder(order, order.total, now)) throw new Error(`payment ${paymentId} has no order to pay`);
    },
    idOf,
  });
  const lives: Life[] = [];
  const life = (start: number): Life => {
    const one = hospital.life(start);
    lives.push(one);
    return {
      ...one,
      send: async intent => {
        await one.send(intent);
        count();
      },
    };
  };
  return {
    life,
    give: (to, id, command, input, by: Actor, at) => life(at.getTime()).send({ to, id, command, input, by }),
    arrive: async now => {
      await inParallel(lives, 24, one => one.wait(Math.max(0, now.getTime() - one.now())));
      const works = lives.flatMap(one => one.left());
      const box = outbox(mongo.db, () => undefined);
      await box.prepare();
      for (let at = 0; at < works.length; at += 1_000) await box.add(works.slice(at, at + 1_000));
    },
  };
};
