/** What engines need to be run by themselves: they end with what they are given, and their first alarm is an error. */
export const unattended = () => {
  const abort = new AbortController();
  let failure: unknown;
  let began = performance.now();
  return {
    signal: abort.signal,
    alarm: (_message: string, error: unknown) => {
      failure = error;
      abort.abort();
    },
    begin: () => {
      began = performance.now();
    },
    /** Milliseconds from the beginning to the end. */
    ended: async (done: Promise<void>): Promise<number> => {
      await done;
      if (failure) throw failure;
      return performance.now() - began;
    },
  };
};
