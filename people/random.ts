/** Chance that can be had again: everything a seed decides comes from here. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export interface Random {
  /** 0 ≤ x < 1. */
  readonly next: () => number;
  /** An integer from 0, below `n`. */
  readonly below: (n: number) => number;
  readonly chance: (probability: number) => boolean;
  /** Of a list that is not empty. */
  readonly pick: <T>(list: readonly T[]) => T;
  /** A uuid of version 4. */
  readonly uuid: () => string;
}

/** @param seed an integer; neighbours begin far apart */
export const randomFrom = (seed: number): Random => {
  const generator = xoroshiro128plus(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b));
  const next = () => uniformFloat64(generator);
  const below = (n: number) => (n > 1 ? uniformInt(generator, 0, n - 1) : 0);
  const hex = () => (generator.next() >>> 0).toString(16).padStart(8, '0');
  return {
    next,
    below,
    chance: probability => next() < probability,
    pick: <T>(list: readonly T[]): T => list[below(list.length)] as T,
    uuid: () => {
      const [a, b, c, d] = [hex(), hex(), hex(), hex()];
      return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-8${c.slice(1, 4)}-${c.slice(4)}${d}`;
    },
  };
};
