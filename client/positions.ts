/** How far into the hospital's events this client was told, by event: what it asks must have seen that much. */
import type { Shape } from '@yunzhen/contracts/shape';
import { changes } from './changes.ts';

export interface Positions {
  /** This happened at this position: an event by its type, or a command of a capability. */
  readonly note: (type: string, position: string) => void;
  /** `after` of a query that reads these; undefined when nothing was heard of them. */
  readonly after: (reads: readonly Shape[]) => string | undefined;
  /** Another person's positions mean nothing. */
  readonly forget: () => void;
}

export const positions = (): Positions => {
  const reached = new Map<string, bigint>();
  return {
    note: (type, position) => {
      const told = BigInt(position);
      if (told > (reached.get(type) ?? 0n)) reached.set(type, told);
    },
    after: reads => {
      let most = 0n;
      for (const [type, at] of reached) if (at > most && changes(reads, type)) most = at;
      return most > 0n ? String(most) : undefined;
    },
    forget: () => reached.clear(),
  };
};
