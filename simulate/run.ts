/** Lives one seed: people act and things break for so many steps, then the faults stop and everything must come to an end. */

import { nextIntent } from '@yunzhen/people/behaviours';
import { unreasonable } from '@yunzhen/people/unreasonable';
import { processes } from '@yunzhen/write-side/core';
import { idOf } from '@yunzhen/write-side/gateways/wechat-pay/settings';
import { checkpointOf } from '@yunzhen/write-side/reactions/follow';
import type { Node } from './client.ts';
import { finalChecks } from './invariants/final.ts';
import { viewsStand } from './invariants/views.ts';
import type { Violation } from './invariants/violation.ts';
import { outsideSteps } from './outside/steps.ts';
import { cast } from './world/genesis.ts';
import type { Part } from './world/schedule.ts';
import { first, type Origin, openWorld, type World } from './world/world.ts';

export interface Lived {
  readonly seed: number;
  readonly steps: number;
  readonly turns: number;
  readonly events: number;
  /** Null when everything held. */
  readonly violation: Violation | null;
  /** The last things that happened, oldest first. */
  readonly trace: readonly string[];
}

const live = async (world: World): Promise<void> => {
  const { random, time, plan, state, client, truth } = world;
  const nodes: Node[] = [await world.startNode(first), await world.startNode('write-side-b')];
  let views = await world.startViews();
  let pushes: Part = await world.startRealtime();
  const outside = outsideSteps(world, () => random.pick(nodes));

  const go = async (most: number): Promise<void> => {
    for (let count = 0; count < most && !state.violation && (await time.turn()); count++);
  };
  const lose = async (part: Part): Promise<void> => {
    time.note(`${part.name} CRASHES`);
    time.crash(part);
    world.dead.delete(part);
    const which = nodes.findIndex(node => node.part === part);
    if (part === views.part) {
      viewsStand(world);
      views = await world.startViews();
    } else if (part === pushes) pushes = await world.startRealtime();
    else nodes[which] = await world.startNode(part.name.split('.')[0] ?? '');
  };
  const restart = async (): Promise<void> => {
    for (const part of world.dead) await lose(part);
  };
  /** Mostly seconds, now and then longer than a hold. */
  const pass = (): void => time.pass(Math.floor(10 ** (2 + random.next() * (random.chance(plan.idle) ? 4.5 : 2.5))));

  for (let step = 0; step < plan.steps && !state.violation; step++) {
    if (random.chance(plan.crashes)) await lose(random.pick([...nodes.map(({ part }) => part), views.part, pushes]));
    await restart();
    for (const server of ['inside', 'wechat', 'his', 'hub'] as const)
      if (random.chance(state.down[server] ? 0.15 : plan.outages)) {
        state.down[server] = !state.down[server];
        time.note(`${server} ${state.down[server] ? 'goes away' : 'comes back'}`);
      }
    if (random.chance(plan.rebuilds)) await views.rebuild();
    if (step >= plan.dusk) time.pass(random.below(3_600_000));
    else if (random.chance(0.15)) pass();
    if (random.chance(0.12)) await client.again(random.pick(nodes));
    if (random.chance(0.25)) await outside.step();
    else {
      const sight = { ...cast, truth, random, now: time.now, capacity: plan.capacity };
      const intent = nextIntent(sight, plan.appetites);
      // It seldom leads anywhere.
      if (random.chance(plan.nonsense))
        for (let count = 0; count < 3; count++)
          await client.send(
            random.chance(0.4) ? client.before(unreasonable(sight)) : unreasonable(sight),
            random.pick(nodes),
          );
      // Nobody has a reason to do anything: they wait.
      if (intent) {
        await client.send(intent, random.pick(nodes));
        if (random.chance(plan.hasty)) await client.send(intent, random.pick(nodes));
      } else await go(60);
    }
    await go(random.below(2 * plan.pace));
  }

  world.settle();
  time.note('the faults stop');
  // Half of the seeds know nobody who asks again after all that time.
  if (random.chance(0.5)) client.giveUp();
  for (let quiet = 0, rounds = 0; quiet < 3 && !state.violation; rounds++) {
    await restart();
    await go(20_000);
    const acted = await outside.settle();
    if (client.open() > 0) {
      if (rounds > 60) client.giveUp();
      else await client.allAgain(() => random.pick(nodes));
    }
    const works = [...(world.database.get('outbox')?.values() ?? [])].filter(({ state }) => state !== 'dead');
    const next = Math.min(...works.map(({ at }) => Number(at)));
    if (rounds > 400) return world.wrong('liveness', `after all this ${works.length} works are left`);
    quiet = acted || client.open() > 0 || works.length > 0 || !followed(world) ? 0 : quiet + 1;
    time.pass(Number.isFinite(next) ? Math.max(1_000, next - time.now() + 1) : 15_000);
  }
  const dead = [...(world.database.get('outbox')?.values() ?? [])].filter(({ state }) => state === 'dead');
  // A refund that the channel cannot pay back is for people: nobody of this world has its case.
  const stuck = new Set(
    [...world.wechat.refunds.values()].flatMap(({ number, status }) => (status === 'ABNORMAL' ? [number] : [])),
  );
  const isCase = (id: unknown) =>
    [...stuck].some(number => String(id).endsWith(`wechat-pay.failed-refund ${idOf(number)}`));
  for (const { _id, error } of dead) if (!isCase(_id)) world.wrong('liveness', `${_id} was given up: ${error}`);
  if (!state.violation) finalChecks(world);
};

/** Whether every process has read all that happened. */
const followed = ({ database, store }: World): boolean =>
  processes.every(
    process => database.get('checkpoints')?.get(checkpointOf(process))?.position === Number(store.all.at(-1)?.position),
  );

export const runSeed = async (seed: number, origin: Origin): Promise<Lived> => {
  const world = await openWorld(seed, origin);
  await live(world).finally(world.end);
  return {
    seed,
    steps: world.plan.steps,
    turns: world.time.turns(),
    events: world.store.all.length - origin.past.length,
    violation: world.state.violation,
    trace: world.time.traced(),
  };
};
