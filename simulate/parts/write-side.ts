/** A write side of a simulated world, wired as write-side/compose.ts wires the real one; the wire itself is left out. */
import type { EventStore } from '@yunzhen/platform/eventstore';
import { committer } from '@yunzhen/write-side/commit';
import { type Dispatch, dispatcher } from '@yunzhen/write-side/dispatch';
import type { Feature } from '@yunzhen/write-side/feature';
import { features } from '@yunzhen/write-side/features';
import { his } from '@yunzhen/write-side/gateways/his';
import type { HisClient } from '@yunzhen/write-side/gateways/his-client';
import { wechatPay } from '@yunzhen/write-side/gateways/wechat-pay';
import type { WechatPayClient } from '@yunzhen/write-side/gateways/wechat-pay-client';
import type { WechatPaySettings } from '@yunzhen/write-side/gateways/wechat-pay-settings';
import { people, seal } from '@yunzhen/write-side/house';
import { patient } from '@yunzhen/write-side/patient/patient';
import { booking } from '@yunzhen/write-side/processes/booking';
import { consulting } from '@yunzhen/write-side/processes/consulting';
import { dispensing } from '@yunzhen/write-side/processes/dispensing';
import { runProcesses } from '@yunzhen/write-side/processes/engine';
import { paying } from '@yunzhen/write-side/processes/paying';
import type { Db } from 'mongodb';
import { merchant } from '../outside/wechat.ts';
import type { Made } from '../plant.ts';

export interface WriteSide {
  readonly dispatch: Dispatch;
}

const settings = { appId: 'app', mchId: merchant, notifyUrl: 'http://localhost/' } as WechatPaySettings;

export const writeSide = (
  ports: {
    readonly store: EventStore;
    readonly db: Db;
    readonly wechat: WechatPayClient;
    readonly his: HisClient;
    readonly now: () => number;
    readonly warn: (message: string, error: unknown) => void;
    /** The processes could not begin; whoever watches over the part starts it again. */
    readonly died: (error: unknown) => void;
  },
  change: (made: Made) => Made,
  /** Whether it runs the processes too. */
  reacts: boolean,
): WriteSide => {
  const { now, warn } = ports;
  // The gateways ask the committer, which is made of what a bug may have changed.
  let commits: ReturnType<typeof committer>;
  const latest = async <S>(of: Feature<S>, id: string) => (await commits.fresh(of as Feature, id)).state as S;
  const openidOf = async (patientId: string) => {
    const { openid } = await latest(patient, patientId);
    return openid ? people.open(openid) : null;
  };
  const channel = wechatPay(settings, { client: ports.wechat, openidOf, now: () => new Date(now()) });
  const all = features(channel.queryOrder);
  const payment = all.find(({ contract }) => contract.name === 'payment') as Feature<never>;
  const hospital = his({
    client: ports.his,
    stateOf: latest,
    paymentOf: id => latest(payment, id),
    open: people.open,
  });
  const made = change({
    features: all,
    processes: [booking, paying, consulting, dispensing],
    store: ports.store,
    db: ports.db,
    reacting: { store: ports.store, db: ports.db },
    reactingDispatch: same => same,
    gateways: { ...channel, ...hospital },
  });
  // So few that they are read again now and then.
  commits = committer(made.store, seal, { folds: 40 });
  const dispatch = dispatcher(made.features, commits, people);
  const { processes, gateways, reacting, reactingDispatch } = made;
  if (reacts)
    runProcesses({
      ...reacting,
      processes,
      gateways,
      dispatch: reactingDispatch(dispatch),
      now,
      warn,
      signal: new AbortController().signal,
    }).catch(ports.died);
  return { dispatch };
};
