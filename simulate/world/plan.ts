/** What a seed draws for itself before it begins: how much goes wrong, how crowded it is, how long it runs. */
import { type Appetites, appetitesOf } from '@yunzhen/people/behaviours';
import type { Random } from '@yunzhen/people/random';
import type { Faults } from './network.ts';

export interface Plan {
  readonly steps: number;
  /** Between our parts and their servers. */
  readonly inside: Faults;
  /** Between us and WeChat Pay and HIS. */
  readonly outside: Faults;
  /** Per step: that a part is lost. */
  readonly crashes: number;
  /** Per step: that a server goes away or comes back. */
  readonly outages: number;
  /** Whether the second write side runs processes too, as while one version replaces the other. */
  readonly twins: boolean;
  /** Per start of the views: that they are a later build, with another version of one of them. */
  readonly releases: number;
  /** Per step: that a view is built anew. */
  readonly rebuilds: number;
  /** Things that go on between two steps, on average. */
  readonly pace: number;
  /** Most numbers of a session. */
  readonly capacity: number;
  /** That HIS says no, or books another amount. */
  readonly moody: number;
  /** That a notification is never delivered, or delivered again. */
  readonly unheard: number;
  /** That a person sends something that makes no sense just now. */
  readonly nonsense: number;
  /** When time passes: that it is longer than a hold. */
  readonly idle: number;
  /** From this step on hours pass, and what is due meets the faults. */
  readonly dusk: number;
  /** That a person does the same thing twice at once. */
  readonly hasty: number;
  /** How much likelier than usual people are to leave the straight way in each of its ways: some seeds cancel much, some get far. */
  readonly appetites: Appetites;
}

/** Some seeds know no trouble of a kind at all: what hides behind one fault shows when it is absent. */
export const planOf = (random: Random): Plan => {
  const some = (most: number): number => (random.chance(0.35) ? 0 : random.next() * most);
  const faults = (): Faults => ({
    lostRequest: some(0.06),
    lostAnswer: some(0.08),
    lateRequest: some(0.06),
    unreachable: some(0.06),
  });
  const steps = 40 + random.below(70);
  return {
    steps,
    inside: faults(),
    outside: faults(),
    crashes: some(0.08),
    outages: some(0.03),
    twins: random.chance(0.3),
    releases: some(0.5),
    rebuilds: some(0.06),
    pace: 3 + random.below(random.pick([12, 60, 60])),
    capacity: 1 + random.below(3),
    moody: some(0.15),
    unheard: some(0.7),
    nonsense: some(0.3),
    idle: some(0.06),
    dusk: random.chance(0.5) ? steps * 0.8 : steps,
    hasty: some(0.25),
    appetites: appetitesOf(random),
  };
};

export const calm: Faults = { lostRequest: 0, lostAnswer: 0, lateRequest: 0, unreachable: 0 };
