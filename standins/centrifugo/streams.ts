/** The histories of all channels: made when first asked for, forgotten when nobody wrote, read or listened for long. */
import type { OptionsOf } from './channels.ts';
import { type Kept, Stream } from './stream.ts';
import { CommandError, errors, type Position, type SubscribeResult } from './wire.ts';

export interface HistoryRequest {
  /** At most this many; negative for all, 0 for none. */
  readonly limit: number;
  readonly since?: Position | undefined;
  readonly reverse?: boolean;
}

export interface History {
  readonly publications: readonly Kept[];
  readonly epoch: string;
  readonly offset: number;
}

/** Beyond this many the least used ones nobody listens to are forgotten early. */
const most = 100_000;

export class Streams {
  readonly #optionsOf: OptionsOf;
  readonly #recoveryLimit: number;
  readonly #streams = new Map<string, Stream>();

  constructor(optionsOf: OptionsOf, recoveryLimit: number) {
    this.#optionsOf = optionsOf;
    this.#recoveryLimit = recoveryLimit;
  }

  of(channel: string): Stream {
    const stream = this.#streams.get(channel) ?? new Stream();
    stream.usedAt = Date.now();
    // The map keeps the order of use, so that the first ones are the ones to forget.
    this.#streams.delete(channel);
    this.#streams.set(channel, stream);
    return stream;
  }

  /** Throws 112 when the epoch is another one, 107 for reading back from nowhere. */
  read(channel: string, { limit, since, reverse = false }: HistoryRequest): History {
    const stream = this.of(channel);
    if (reverse && since?.offset === 0) throw new CommandError(errors.badRequest);
    if (since && since.epoch !== '' && since.epoch !== stream.epoch) {
      throw new CommandError(errors.unrecoverablePosition);
    }
    return { publications: stream.read({ limit, since, reverse }), ...stream.position };
  }

  /** What to tell a subscriber: where the channel stands, or what it missed since `from` if all of that is still there. */
  recover(
    channel: string,
    from: Position | undefined,
  ): Pick<SubscribeResult, 'epoch' | 'offset' | 'publications' | 'recovered'> {
    const stream = this.of(channel);
    const { epoch, offset } = stream.position;
    const top = { epoch, ...(offset > 0 && { offset }) };
    if (!from || (from.epoch !== '' && from.epoch !== epoch)) return top;
    const missed = stream.read({ limit: this.#recoveryLimit, since: from });
    const reaches =
      (missed[0]?.offset ?? offset + 1) === from.offset + 1 && (missed.at(-1)?.offset ?? offset) === offset;
    if (!reaches) return top;
    return {
      epoch,
      ...(missed.length > 0 && { publications: missed }),
      recovered: true,
      // The client's own position: it moves on as it takes in the publications.
      ...(from.offset > 0 && { offset: from.offset }),
    };
  }

  clear(channel: string): void {
    this.#streams.get(channel)?.clear();
  }

  /** Lets publications expire, and streams nobody listens to with them in their time. */
  sweep(now: number, hasListeners: (channel: string) => boolean): void {
    for (const [channel, stream] of this.#streams) {
      stream.expire(now);
      const isOld = now - stream.usedAt > this.#optionsOf(channel).history_meta_ttl;
      if ((isOld || this.#streams.size > most) && !hasListeners(channel)) this.#streams.delete(channel);
    }
  }
}
