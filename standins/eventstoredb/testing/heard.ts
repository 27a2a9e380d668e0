/** Writes down what a subscription says, in the recording's words, and lets a test wait for it. */
import type { AllStreamSubscription, StreamSubscription } from '@eventstore/db-client';
import { refusal } from './kit.ts';

export interface Heard {
  readonly log: string[];
  /** Resolves when the words were said. */
  hear(words: string): Promise<void>;
  /** Resolves when an error or the end came. */
  readonly over: Promise<void>;
  /** Unsubscribes and gives the whole log. */
  leave(): Promise<string[]>;
}

export const heard = (subscription: AllStreamSubscription | StreamSubscription, stream = ''): Heard => {
  const log: string[] = [];
  const waiting = new Map<string, () => void>();
  const say = (words: string): void => {
    log.push(words);
    waiting.get(words)?.();
  };
  const hear = (words: string): Promise<void> =>
    log.includes(words) ? Promise.resolve() : new Promise(resolve => waiting.set(words, resolve));
  const over = new Promise<void>(resolve => {
    subscription.on('error', error => {
      say(refusal(error, stream));
      resolve();
    });
    subscription.on('end', resolve);
  });
  subscription.on('confirmation', () => say('confirmation'));
  subscription.on('caughtUp', () => say('caughtUp'));
  subscription.on('data', ({ event }) => say(`data ${event?.revision}`));
  subscription.on('end', () => say('end'));
  subscription.on('close', () => say('close'));
  return {
    log,
    hear,
    over,
    leave: async () => {
      await subscription.unsubscribe();
      await hear('close');
      return log;
    },
  };
};
