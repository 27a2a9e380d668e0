/** Troubles a test or a trainer may ask for; nothing here happens by itself. */
import { z } from 'zod';
import { BadBody } from './api.ts';
import type { Connection } from './connection.ts';

export interface Faults {
  /** Cuts the sockets of a user or of one client id without a close frame; answers how many. */
  drop(whose: { readonly user: string } | { readonly client: string }): number;
  /** Cuts every socket without a close frame; answers how many. */
  dropAll(): number;
  /** For so many milliseconds new connections and API calls are cut; 0 ends it. */
  refuse(milliseconds: number): void;
  /** Holds every message and API answer back for so many milliseconds; 0 ends it. */
  delay(milliseconds: number): void;
}

export const faults = (connections: ReadonlySet<Connection>) => {
  let refusedUntil = 0;
  let delay = 0;
  const cut = (isChosen: (connection: Connection) => boolean) => {
    const chosen = [...connections].filter(connection => !connection.isClosed && isChosen(connection));
    for (const connection of chosen) connection.drop();
    return chosen.length;
  };
  const control: Faults = {
    drop: whose => cut(({ id, user }) => ('user' in whose ? user === whose.user : id === whose.client)),
    dropAll: () => cut(() => true),
    refuse: milliseconds => {
      refusedUntil = milliseconds > 0 ? Date.now() + milliseconds : 0;
    },
    delay: milliseconds => {
      delay = milliseconds;
    },
  };
  return { control, isRefusing: () => Date.now() < refusedUntil, delay: () => delay };
};

const milliseconds = z.int().nonnegative();
const order = z.strictObject({
  drop: z
    .union([z.literal('all'), z.strictObject({ user: z.string() }), z.strictObject({ client: z.string() })])
    .optional(),
  refuse: milliseconds.optional(),
  delay: milliseconds.optional(),
});

/** `{"drop":"all"}`, `{"drop":{"user":"ann"}}`, `{"refuse":2000}`, `{"delay":50}`: one body may ask for several. Throws BadBody. */
export const obey = (control: Faults, body: unknown): { readonly dropped: number } => {
  const parsed = order.safeParse(body);
  if (!parsed.success) throw new BadBody('no such order');
  const { drop, refuse, delay } = parsed.data;
  if (refuse !== undefined) control.refuse(refuse);
  if (delay !== undefined) control.delay(delay);
  if (drop === undefined) return { dropped: 0 };
  return { dropped: drop === 'all' ? control.dropAll() : control.drop(drop) };
};
