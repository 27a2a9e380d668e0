/** Remembers what a publication with an idempotency key was answered, so that its repetition gets the same and is not published. */
import type { Position } from './wire.ts';

const ttl = 300_000;
/** Beyond this many the oldest keys are forgotten early. */
const most = 1_000_000;

export type Answer = Partial<Position>;

export class Repeats {
  readonly #answers = new Map<string, { readonly answer: Answer; readonly until: number }>();

  get(channel: string, key: string): Answer | undefined {
    const known = this.#answers.get(`${channel}\n${key}`);
    return known && known.until > Date.now() ? known.answer : undefined;
  }

  keep(channel: string, key: string, answer: Answer): void {
    const name = `${channel}\n${key}`;
    // The map stays in the order of expiry: all keys live equally long.
    this.#answers.delete(name);
    this.#answers.set(name, { answer, until: Date.now() + ttl });
    if (this.#answers.size <= most) return;
    const [oldest] = this.#answers.keys();
    if (oldest !== undefined) this.#answers.delete(oldest);
  }

  sweep(now: number): void {
    for (const [name, { until }] of this.#answers) {
      if (until > now) return;
      this.#answers.delete(name);
    }
  }
}
