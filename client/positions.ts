/** How far into the hospital's events this client was told, by view: what it asks must have seen that much. */

export interface Positions {
  /** These views change at this position. */
  readonly note: (views: readonly string[], position: string) => void;
  /** `after` of a query over these views; undefined when nothing was heard of them. */
  readonly after: (views: readonly string[]) => string | undefined;
  /** Another person's positions mean nothing. */
  readonly forget: () => void;
}

export const positions = (): Positions => {
  const reached = new Map<string, bigint>();
  return {
    note: (views, position) => {
      const told = BigInt(position);
      for (const view of views) if (told > (reached.get(view) ?? 0n)) reached.set(view, told);
    },
    after: views => {
      const most = views.reduce((last, view) => {
        const at = reached.get(view) ?? 0n;
        return at > last ? at : last;
      }, 0n);
      return most > 0n ? String(most) : undefined;
    },
    forget: () => reached.clear(),
  };
};
