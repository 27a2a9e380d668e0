/**
 * Spreads a crowd over turns of the event loop. What is sent to the event store leaves at the end of a turn: were all of a crowd in
 * one, the store would idle while they are decided, and we while it stores.
 */

/** @param most that begin in one turn; answers what to wait for, nothing while there is room. First come, first served. */
export const turns = (most: number): (() => Promise<void> | undefined) => {
  const waiting: (() => void)[] = [];
  let begun = 0;
  let turning = false;
  const next = (): void => {
    const due = waiting.splice(0, most);
    begun = due.length;
    for (const begin of due) begin();
    turning = begun > 0;
    if (turning) setImmediate(next);
  };
  return () => {
    if (!turning) setImmediate(next);
    turning = true;
    if (begun < most && waiting.length === 0) {
      begun += 1;
      return undefined;
    }
    return new Promise(resolve => waiting.push(resolve));
  };
};
