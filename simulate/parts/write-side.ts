/** A write side of a simulated world: the real core, without its wire. */

import { leases } from '@yunzhen/platform/lease';
import { core } from '@yunzhen/write-side/core';
import type { Dispatch } from '@yunzhen/write-side/dispatch';
import type { AccessClient } from '@yunzhen/write-side/gateways/access/client';
import type { HisClient } from '@yunzhen/write-side/gateways/his/client';
import type { PeopleClient } from '@yunzhen/write-side/gateways/people/client';
import type { WechatPayClient } from '@yunzhen/write-side/gateways/wechat-pay/client';
import type { WechatPaySettings } from '@yunzhen/write-side/gateways/wechat-pay/settings';
import { runReactions } from '@yunzhen/write-side/reactions/run';
import { people, seal } from '@yunzhen/write-side/testing/harness';
import type { Made, Ports } from '../mutation.ts';
import { merchant } from '../outside/wechat.ts';

export interface WriteSide {
  readonly dispatch: Dispatch;
}

const pay = { appId: 'app', mchId: merchant, notifyUrl: 'http://localhost/' } as WechatPaySettings;

/** Simulated people have no tokens that could end, and none of them leaves. */
const nobodySignsIn: AccessClient = {
  revoke: async () => undefined,
  forgetPassword: async () => undefined,
  forgetSecondFactor: async () => undefined,
  noteClaim: async () => undefined,
  claimsOf: async () => [],
};

/** And none asks to be forgotten. */
const nobodyIsErased: PeopleClient = {
  keep: async () => undefined,
  hold: async () => undefined,
  unhold: async () => undefined,
  destroy: async () => ({ state: 'destroyed' }),
  deletePictures: async () => undefined,
};

export const writeSide = (
  ports: Ports & {
    readonly wechat: WechatPayClient;
    readonly his: HisClient;
    readonly now: () => number;
    readonly warn: (message: string, error: unknown) => void;
    /** The processes could not begin; whoever watches over the part starts it again. */
    readonly died: (error: unknown) => void;
    readonly signal: AbortSignal;
  },
  change: (made: Made) => Made,
  /** Whether it runs the processes too. */
  reacts: boolean,
): WriteSide => {
  const { store, db, now, warn } = ports;
  const decided = core(
    {
      store,
      people: { ...people, seal },
      outside: {
        his: { client: ports.his, settings: { baseUrl: 'http://localhost/', secret: '-' } },
        wechatPay: { client: ports.wechat, settings: pay },
        access: nobodySignsIn,
        people: nobodyIsErased,
      },
      // No invariant reads the rows, and each would cost turns.
      record: async () => undefined,
      now,
      // So few that they are read again now and then.
      commit: { folds: 40, random: () => 0.5 },
    },
    tables => change({ ...tables, reacting: { store, db }, reactingDispatch: same => same }),
  );
  const { dispatch, processes, gateways, systems, reacting, reactingDispatch } = decided;
  if (reacts)
    runReactions({
      ...reacting,
      // Simulated time leaps: with the real one nobody would hold anything for long.
      hold: leases(db, { now, ttl: 120_000 }).hold,
      processes,
      gateways,
      systems,
      dispatch: reactingDispatch(dispatch),
      now,
      warn,
      signal: ports.signal,
    }).catch(ports.died);
  return { dispatch };
};
