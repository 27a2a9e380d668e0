/** The history of one channel: the last few publications under an epoch, gone some time after the last of them. */
import { randomInt } from 'node:crypto';
import type { Position, Publication } from './wire.ts';

export type Kept = Publication & { readonly offset: number };

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const newEpoch = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');

export interface Query {
  /** At most this many; negative for all, 0 for none. */
  readonly limit: number;
  readonly since?: { readonly offset: number } | undefined;
  readonly reverse?: boolean;
}

export class Stream {
  readonly epoch = newEpoch();
  #top = 0;
  #kept: Kept[] = [];
  #clearAt = Number.POSITIVE_INFINITY;
  /** When the stream was last written or read, in epoch milliseconds. */
  usedAt = Date.now();

  get position(): Position {
    return { offset: this.#top, epoch: this.epoch };
  }

  /** Appends, keeps the last `size` and lets all of them expire `ttl` milliseconds from now. */
  add(publication: Publication, size: number, ttl: number): Kept {
    this.expire(Date.now());
    this.#top += 1;
    const kept = { ...publication, offset: this.#top };
    this.#kept.push(kept);
    if (this.#kept.length > size) this.#kept.splice(0, this.#kept.length - size);
    this.#clearAt = Date.now() + ttl;
    return kept;
  }

  /** Oldest first after `since`, newest first before it when reversed. */
  read({ limit, since, reverse = false }: Query): readonly Kept[] {
    this.expire(Date.now());
    if (limit === 0) return [];
    let found: Kept[];
    if (!reverse) found = since ? this.#kept.filter(({ offset }) => offset > since.offset) : this.#kept.slice();
    else if (!since) found = this.#kept.toReversed();
    // As the real server does: reading back starts at the one before `since`, and only if that one is still there.
    else if (this.#kept.some(({ offset }) => offset === since.offset - 1))
      found = this.#kept.filter(({ offset }) => offset < since.offset).reverse();
    else found = [];
    return limit < 0 ? found : found.slice(0, limit);
  }

  clear(): void {
    this.#kept = [];
    this.#clearAt = Number.POSITIVE_INFINITY;
  }

  expire(now: number): void {
    if (now >= this.#clearAt) this.clear();
  }
}
