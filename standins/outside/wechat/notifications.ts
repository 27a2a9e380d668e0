/** Tells the merchant what happened: signed, encrypted, and again by WeChat's schedule until it answers 200 or 204. */
import { randomUUID } from 'node:crypto';
import { createAlarms } from '../alarms.ts';
import type { Books, Notification } from './books.ts';
import type { MerchantCredentials, PlatformCredentials } from './credentials.ts';
import type { NotifyMode, Settings } from './settings.ts';
import { encrypted, signatureHeaders } from './signature.ts';
import { rfc3339 } from './times.ts';

/** Seconds from one attempt to the next: sixteen attempts over a day. */
const schedule = [15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600];
const answerWithin = 5_000;

export interface Event {
  readonly type: `${'TRANSACTION' | 'REFUND'}.${string}`;
  readonly summary: string;
  readonly about: string;
  readonly url: string;
  readonly resource: object;
  /** Otherwise as the settings say. */
  readonly mode?: NotifyMode | undefined;
}

export interface Notifications {
  /** Call inside a write, so that it is kept with the change it tells of; call what it returns when that is on disk. */
  readonly queue: (event: Event) => () => void;
  /** Sends one with a wrong signature now, outside the queue; answers the merchant's status or why there is none. */
  readonly forge: (event: Event) => Promise<number | string>;
  /** Takes up what a stop or crash left. */
  readonly start: () => void;
  readonly stop: () => Promise<void>;
}

export const createNotifications = (
  books: Books,
  merchant: MerchantCredentials,
  platform: PlatformCredentials,
  settings: () => Settings,
  signer: () => string,
): Notifications => {
  const stopped = new AbortController();

  const bodyOf = ({ type, summary, resource }: Event, id: string) => {
    const original = type.startsWith('REFUND') ? 'refund' : 'transaction';
    return JSON.stringify({
      id,
      create_time: rfc3339(Date.now()),
      resource_type: 'encrypt-resource',
      event_type: type,
      summary,
      resource: { original_type: original, ...encrypted(merchant.apiV3Key, JSON.stringify(resource), original) },
    });
  };

  const post = (url: string, body: string, forged: boolean): Promise<number | string> =>
    fetch(url, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', ...signatureHeaders(platform, signer(), body, forged) },
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(answerWithin), stopped.signal]),
    }).then(
      async answer => {
        await answer.body?.cancel();
        return answer.status;
      },
      (error: Error) => (error.name === 'TimeoutError' ? 'no answer in time' : 'unreachable'),
    );

  const attempt = async (id: string) => {
    const notification = books.notifications.get(id);
    if (!notification) return;
    const forged = notification.forgeFirst && notification.attempts.length === 0;
    const answer = await post(notification.url, notification.body, forged);
    // Whoever stopped us will find it still due.
    if (stopped.signal.aborted) return;
    const { dueAt: _, ...rest } = notification;
    const attempts = [...rest.attempts, { at: Date.now(), answer, forged }];
    const taken = !forged && (answer === 200 || answer === 204);
    const wait = taken && rest.repeat ? 0 : taken ? undefined : schedule[attempts.length - 1];
    const next: Notification = {
      ...rest,
      attempts,
      repeat: rest.repeat && !taken,
      ...(wait === undefined ? {} : { dueAt: Date.now() + wait * 1000 * settings().timeFactor }),
    };
    await books.write(() => books.notifications.putSync(id, next));
    if (next.dueAt !== undefined) alarms.set(id, next.dueAt);
  };

  const alarms = createAlarms(attempt);

  return {
    queue: event => {
      const mode = event.mode ?? settings().notify;
      const { lateSeconds, timeFactor } = settings();
      const id = randomUUID();
      const dueAt = Date.now() + (mode === 'late' ? lateSeconds * 1000 * timeFactor : 0);
      books.notifications.putSync(id, {
        id,
        about: event.about,
        url: event.url,
        body: bodyOf(event, id),
        attempts: [],
        forgeFirst: mode === 'forged',
        repeat: mode === 'twice',
        ...(mode === 'never' ? {} : { dueAt }),
      });
      return () => {
        if (mode !== 'never') alarms.set(id, dueAt);
      };
    },
    forge: event => post(event.url, bodyOf(event, randomUUID()), true),
    start: () => {
      for (const { value } of books.notifications.getRange({}))
        if (value.dueAt !== undefined) alarms.set(value.id, value.dueAt);
    },
    stop: async () => {
      stopped.abort();
      await alarms.stop();
    },
  };
};
