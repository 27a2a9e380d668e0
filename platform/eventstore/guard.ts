/**
 * The official client throws outside any promise when an answer comes that it no longer waits for. Node would end the
 * process; this guard takes exactly those errors, and has the broken clients replaced.
 */
type Replace = (error: unknown) => void;

const guarded = new Set<Replace>();

/** Whether the first frame that is not Node's own lies in the client: its own fault, not a callback of ours it called. */
export const isClientFault = (error: unknown): boolean => {
  if (!(error instanceof Error) || error.stack === undefined) return false;
  const frame = error.stack.split('\n').find(line => /^\s+at /.test(line) && !/\(?node:/.test(line));
  return frame?.replaceAll('\\', '/').includes('/@eventstore/db-client/') ?? false;
};

const onUncaught = (error: unknown): void => {
  if (isClientFault(error)) {
    for (const replace of guarded) replace(error);
    return;
  }
  if (process.listenerCount('uncaughtException') > 1) return;
  // We were the only listener: without us the error ends the process as it should.
  process.off('uncaughtException', onUncaught);
  process.nextTick(() => {
    throw error;
  });
};

/** Calls `replace` after an uncaught error of the client, until the returned function is called. */
export const guard = (replace: Replace): (() => void) => {
  if (guarded.size === 0) process.on('uncaughtException', onUncaught);
  guarded.add(replace);
  return () => {
    guarded.delete(replace);
    if (guarded.size === 0) process.off('uncaughtException', onUncaught);
  };
};
