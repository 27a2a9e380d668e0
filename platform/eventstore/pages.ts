/** Turns the client's object streams into pages of whatever has arrived: big under load, small and prompt when idle. */
/** The part of a Readable in object mode that is used; the client's own types do not extend Node's exactly. */
interface Source<T> {
  read(): T | null;
  on(event: 'readable' | 'end' | 'close', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

export interface PageOptions {
  readonly max: number;
  /** Ends the pages quietly. */
  readonly signal?: AbortSignal;
  /** Milliseconds from one page to the next at the least: under load pages get bigger instead of more. */
  readonly every?: number | undefined;
  /** As long as it says so, a page waits a little to be full: history is worked off in big pages. */
  readonly full?: (() => boolean) | undefined;
  /** Milliseconds without anything before the stream counts as dead. */
  readonly silence?: number;
}

/** Milliseconds that a page waits to be full. */
const fillMs = 50;

const rest = (ms: number): Promise<void> | undefined =>
  ms > 1 ? new Promise(resolve => setTimeout(resolve, ms)) : undefined;

export class Silent extends Error {
  override readonly name = 'Silent';
}

/**
 * Yields up to `max` items at a time until the stream ends or the signal aborts; throws the stream's error, or Silent.
 * An error that comes when nobody reads any more is swallowed: unhandled, it would end the process.
 */
export async function* pages<T>(
  source: Source<T>,
  { max, every = 0, full = () => false, signal, silence }: PageOptions,
): AsyncGenerator<T[], void> {
  let over = false;
  let failure: { error: unknown } | undefined;
  let wake = (): void => undefined;
  const end = (): void => {
    over = true;
    wake();
  };
  /** Something may be there to read, or `late` after so many milliseconds. */
  const arrival = (ms: number | undefined): Promise<'late' | undefined> =>
    new Promise(resolve => {
      const timer = ms === undefined ? undefined : setTimeout(resolve, ms, 'late');
      wake = () => {
        wake = () => undefined;
        clearTimeout(timer);
        // The rest of what the socket brought is still being taken apart: without this every event were a page.
        setImmediate(resolve, undefined);
      };
    });
  /** Whether there is room for more after everything that is there. */
  const take = (page: T[]): boolean => {
    while (page.length < max) {
      const item = source.read();
      if (item === null) return true;
      page.push(item);
    }
    return false;
  };
  source.on('readable', () => wake());
  source.on('error', error => {
    failure ??= { error };
    wake();
  });
  source.on('end', end);
  source.on('close', end);
  signal?.addEventListener('abort', end);
  try {
    while (signal?.aborted !== true) {
      const page: T[] = [];
      const patience = performance.now() + fillMs;
      while (take(page) && full() && !over && !failure && performance.now() < patience) await arrival(fillMs);
      if (page.length > 0) {
        const next = performance.now() + every;
        yield page;
        if (page.length < max) await rest(next - performance.now());
      } else if (failure) throw failure.error;
      else if (over) return;
      else if ((await arrival(silence)) === 'late') throw new Silent(`nothing came for ${silence} ms`);
    }
  } finally {
    signal?.removeEventListener('abort', end);
  }
}
