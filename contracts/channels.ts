/** The hub's channels: their names, who may listen, and what Centrifugo has to be told about them. */
import type { Role } from './roles.ts';

export const channels = {
  /** To one person on all their devices. Only they can subscribe: the hub checks the name behind the `#`. */
  personal: (userId: string) => `personal:#${userId}`,
  /** The chat and the state of a consultation, for its patient and its doctor. */
  consultation: (consultationId: string) => `consultation:${consultationId}`,
  /** Who is typing: published by the clients themselves, never stored. */
  typing: (consultationId: string) => `typing:${consultationId}`,
  /** Numbers that join and leave a session's queue; no people, so anyone signed in may listen. */
  queue: (clinicSessionId: string) => `queue:${clinicSessionId}`,
  /** Everything that happens, as types and ids, for the dashboards. */
  board: (name: 'operations' | 'review' | 'accounts') => `board:${name}`,
} as const;

export type Board = Parameters<typeof channels.board>[0];
/** Who may listen to a board. */
export const boardRoles: Readonly<Record<string, readonly Role[]>> = {
  operations: ['operator', 'manager'],
  review: ['pharmacist', 'operator', 'manager'],
  accounts: ['administrator', 'security', 'auditor'],
};

/** The board that somebody in this role works with. */
export const boardFor = (role: Role): string | null => {
  const [name] = Object.entries(boardRoles).find(([, roles]) => roles.includes(role)) ?? [];
  return name === undefined ? null : `board:${name}`;
};

const recovering = { history_size: 200, history_ttl: '600s', force_recovery: true };

/** Centrifugo's own names for its options; the same list configures the real server and the stand-in. */
export const namespaces = [
  { name: 'personal', ...recovering, allow_user_limited_channels: true },
  { name: 'consultation', ...recovering, presence: true },
  { name: 'typing', allow_publish_for_subscriber: true },
  { name: 'queue', ...recovering, allow_subscribe_for_client: true },
  { name: 'board', ...recovering },
] as const;

/** Every message says which event it tells of and where that stands in $all: `after=` of a query. */
export interface Told {
  readonly type: string;
  readonly position: string;
  readonly at: string;
}
