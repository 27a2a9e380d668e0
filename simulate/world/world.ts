/** One simulated hospital: servers and outside parties with books that last, parts that can be lost, people who act. */

import { type Random, randomFrom } from '@yunzhen/people/random';
import { truth } from '@yunzhen/people/truth';
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import type { View } from '@yunzhen/projections/view';
import { look } from '@yunzhen/write-side/testing/harness';
import { clients, type Node } from '../client.ts';
import { audit } from '../invariants/audit.ts';
import { Violation } from '../invariants/violation.ts';
import type { Mutation } from '../mutation.ts';
import { type HisMoods, hisBooks, hisClient } from '../outside/his.ts';
import { type HubBooks, hubClient } from '../outside/hub.ts';
import { type WechatMoods, wechatBooks, wechatClient } from '../outside/wechat.ts';
import { projections, type Rebuild } from '../parts/projections.ts';
import { realtime } from '../parts/realtime.ts';
import { writeSide } from '../parts/write-side.ts';
import { type DatabaseBooks, databaseClient } from './database.ts';
import { storeBooks, storeClient } from './event-store.ts';
import { morning } from './genesis.ts';
import { network } from './network.ts';
import { calm, type Plan, planOf } from './plan.ts';
import { type Part, schedule } from './schedule.ts';
import { own } from './time.ts';

export interface Origin {
  /** What happened before every seed. */
  readonly past: readonly RecordedEvent[];
  readonly views: readonly View[];
  readonly planted: Mutation;
  /** How many of the last things that happened are told of a failure. */
  readonly traced?: number;
}
/** The part that writes the views, which can be asked to build one of them anew. */
export interface Views {
  readonly part: Part;
  readonly rebuild: () => Promise<void>;
}
export type World = Awaited<ReturnType<typeof openWorld>>;

/** What the processes may complain of while servers are away. */
const passing =
  /^(GatewayUnknown|GatewayRefused|OutcomeUnknown|WrongExpectedRevision|AppendUnknown|EventStoreUnavailable|WrongExpectedRevision|Fenced|SystemAway|MongoNetworkError|HubError)$/;

/** The write side that always runs the processes. */
export const first = 'write-side-a';

/** Which servers cannot be reached. */
const noServer = () => ({ inside: false, wechat: false, his: false, hub: false });

export const openWorld = async (seed: number, { past, views, planted, traced }: Origin) => {
  const random: Random = randomFrom(seed);
  const time = schedule(random, morning, traced);
  own(time, random);
  const plan: { -readonly [K in keyof Plan]: Plan[K] } = { ...planOf(random), ...planted.where };
  const { inside, outside } = plan;
  const state = { down: noServer(), calm: false, violation: null as Violation | null };
  /** Parts that ended because they could not begin. */
  const dead = new Set<Part>();
  const died = (part: Part) => (error: unknown) => {
    warn(`${part.name} cannot begin`, error);
    dead.add(part);
  };
  const wrong = (invariant: string, message: string): void => {
    state.violation ??= new Violation(invariant, message);
    time.note(`VIOLATION ${invariant}: ${message}`);
  };

  const cases = truth(look);
  const book = audit(wrong);
  const store = storeBooks(past, time, event => {
    cases.take(event);
    book.take(event);
  });
  const database: DatabaseBooks = new Map();
  const wechat = wechatBooks();
  const his = hisBooks();
  const hub: HubBooks = new Map();
  // Pushes begin with what happens from now on.
  const begins = { _id: 'realtime', position: Number(past.at(-1)?.position ?? 0n) };
  database.set('checkpoints', new Map([[begins._id, begins]]));
  const within = network(time, random, inside, () => state.down.inside);
  const toWechat = network(time, random, outside, () => state.down.wechat);
  const toHub = network(time, random, outside, () => state.down.hub);
  const toHis = network(time, random, outside, () => state.down.his);
  const moody = () => !state.calm && random.chance(plan.moody);
  const wechatMoods: WechatMoods = { poor: moody, quick: () => random.chance(0.3) };
  const hisMoods: HisMoods = { refuses: moody, misbooks: () => (moody() ? random.pick([-100, 50]) : 0) };

  let instances = 0;
  const running: AbortController[] = [];
  const untilOver = (): AbortSignal => {
    const controller = new AbortController();
    running.push(controller);
    return controller.signal;
  };
  const warn = (message: string, error: unknown): void => {
    time.note(`warns: ${message}${error ? ` (${error})` : ''}`);
    if (error instanceof Error && !passing.test(error.name)) wrong('unexpected-error', `${message}: ${error.stack}`);
  };
  const ports = () => ({
    store: storeClient(store, within, time),
    db: databaseClient(database, within),
  });

  const startNode = async (name: string): Promise<Node> => {
    const part: Part = { name: `${name}.${++instances}` };
    let node: Node | undefined;
    await time.within(part, () => {
      const made = writeSide(
        {
          ...ports(),
          wechat: wechatClient(wechat, toWechat, time.now, wechatMoods),
          his: hisClient(his, toHis, hisMoods),
          now: time.now,
          warn,
          died: died(part),
          signal: untilOver(),
        },
        made => planted.writeSide?.(made, random) ?? made,
        plan.twins || name === first,
      );
      node = { part, ...made };
    });
    return node as Node;
  };
  /** Versions of the views that a later build brings. */
  const versions = new Map<string, number>();
  const startViews = async (): Promise<Views> => {
    const part: Part = { name: `views.${++instances}` };
    const seen = planted.views?.(ports()) ?? ports();
    if (!state.calm && random.chance(plan.releases)) {
      const { name, version } = random.pick(views);
      versions.set(name, (versions.get(name) ?? version) + 1);
    }
    const built = views.map(view => ({ ...view, version: versions.get(view.name) ?? view.version }));
    let rebuild: Rebuild = () => undefined;
    await time.within(part, () => {
      rebuild = projections(seen, built, warn, died(part), untilOver());
    });
    return { part, rebuild: () => time.within(part, () => rebuild(random.pick(views).name)) };
  };
  const startRealtime = async (): Promise<Part> => {
    const part: Part = { name: `realtime.${++instances}` };
    await time.within(part, () => realtime({ ...ports(), hub: hubClient(hub, toHub) }, warn, died(part), untilOver()));
    return part;
  };
  const client = clients({
    schedule: time,
    random,
    store,
    lost: () => inside.lostAnswer,
    wrong,
  });
  return {
    seed,
    random,
    time,
    plan,
    state,
    dead,
    wrong,
    truth: cases,
    audit: book,
    past,
    store,
    views,
    database,
    wechat,
    his,
    hub,
    client,
    startNode,
    startViews,
    startRealtime,
    /** Nothing of it goes on; Node keeps what still listens for an end, and with it the whole world. */
    end: (): void => {
      for (const controller of running) controller.abort();
    },
    settle: (): void => {
      Object.assign(state, { down: noServer(), calm: true });
      Object.assign(inside, calm);
      Object.assign(outside, calm);
    },
  };
};
