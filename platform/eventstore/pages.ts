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
  /** Milliseconds without anything before the stream counts as dead. */
  readonly silence?: number;
}

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
  { max, every = 0, signal, silence }: PageOptions,
): AsyncGenerator<T[], void> {
  let over = false;
  let failure: { error: unknown } | undefined;
  let wake = (): void => undefined;
  const end = (): void => {
    over = true;
    wake();
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
      while (page.length < max) {
        const item = source.read();
        if (item === null) break;
        page.push(item);
      }
      if (page.length > 0) {
        const next = performance.now() + every;
        yield page;
        if (page.length < max) await rest(next - performance.now());
      } else if (failure) throw failure.error;
      else if (over) return;
      else {
        await new Promise<void>((resolve, reject) => {
          const timer =
            silence === undefined
              ? undefined
              : setTimeout(() => reject(new Silent(`nothing came for ${silence} ms`)), silence);
          wake = () => {
            clearTimeout(timer);
            // The rest of what the socket brought is still being taken apart: without this every event were a page.
            setImmediate(resolve);
          };
        });
        wake = () => undefined;
      }
    }
  } finally {
    signal?.removeEventListener('abort', end);
  }
}
