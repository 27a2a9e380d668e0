/** Whose connections end with an event: a connection outlives the sign-in that opened it, and its token can open another. */
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import type { Hub } from '@yunzhen/platform/hub';

/** Event → the field that names whose right ended. Nothing else brings the right back within the life of a token. */
const forGood: Readonly<Record<string, string>> = {
  'account.closed': 'accountId',
  'account.reset': 'accountId',
  'account.erased': 'accountId',
  'practitioner.retired': 'practitionerId',
};
/** The owner may be signed in anew already, and connects again with a new token. */
const untilNow: Readonly<Record<string, string>> = {
  'account.signed-out': 'accountId',
  'account.password-set': 'accountId',
  'account.wechat-unbound': 'accountId',
};
/** 4000 to 4499: the client connects again by itself. */
const again = { code: 4_401, reason: 'signed out' };
const everyMs = 5_000;

/**
 * Closes connections. The hub itself cannot be told that a token is void: who lost the right for good is looked for again until the last
 * token is out of date.
 * @param ttl seconds a connection token is good for
 */
export const endConnections = (
  hub: Pick<Hub, 'disconnect'>,
  ttl: number,
  failed: (error: unknown) => void,
  now: () => number = Date.now,
) => {
  const until = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    for (const [user, end] of until) {
      if (end < now()) until.delete(user);
      hub.disconnect(user).catch(failed);
    }
    if (until.size === 0) clearInterval(timer);
  };
  const userOf = (table: Readonly<Record<string, string>>, { type, data }: RecordedEvent): string | null => {
    const field = Object.hasOwn(table, type) ? table[type] : undefined;
    return field ? String(data[field]) : null;
  };
  return {
    /** Throws HubError. */
    ended: async (event: RecordedEvent): Promise<void> => {
      const signedOut = userOf(untilNow, event);
      if (signedOut) await hub.disconnect(signedOut, again);
      const gone = userOf(forGood, event);
      if (!gone) return;
      await hub.disconnect(gone);
      if (until.size === 0) timer = setInterval(look, everyMs).unref();
      until.set(gone, now() + ttl * 1_000);
    },
    stop: (): void => clearInterval(timer),
  };
};
