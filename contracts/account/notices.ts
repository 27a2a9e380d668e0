/** What its owner is told of an account: whatever ends or gives a right, until they have read it. */
import type { accountChanges } from './row.ts';

type Change = (typeof accountChanges)[number];
const told: readonly Change[] = [
  'reset',
  'password-set',
  'second-factor-set',
  'wechat-bound',
  'wechat-unbound',
  'signed-out',
  'reopened',
];

/** The changes that are not read yet, the oldest first. The first password is the beginning, and no news to who set it. */
export const unread = <T extends { readonly what: Change; readonly at: string }>({
  history,
  acknowledgedUntil,
}: {
  readonly history: readonly T[];
  readonly acknowledgedUntil: string | null;
}): readonly T[] => {
  const begun = history.findIndex(({ what }) => what === 'password-set');
  return history
    .slice(begun + 1)
    .filter(({ what, at }) => told.includes(what) && (acknowledgedUntil === null || at > acknowledgedUntil));
};
