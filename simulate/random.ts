/** Chance that can be had again: everything a seed does comes from here. */
export interface Random {
  /** 0 ≤ x < 1. */
  readonly next: () => number;
  /** An integer below `n`. */
  readonly below: (n: number) => number;
  readonly chance: (probability: number) => boolean;
  /** Of a list that is not empty. */
  readonly pick: <T>(list: readonly T[]) => T;
  /** A uuid of version 4. */
  readonly uuid: () => string;
}

/** mulberry32: 32 bits of state are enough for a few thousand draws. */
export const randomFrom = (seed: number): Random => {
  // Neighbouring seeds begin far apart.
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  const bits = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const next = () => bits() / 4_294_967_296;
  const below = (n: number) => Math.floor(next() * n);
  const hex = () => bits().toString(16).padStart(8, '0');
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
