/** Whether who is signed in still may: the account's stream and, of those who treat, the practitioner's. */
import { grantedBy } from '@yunzhen/contracts/roles';
import type { MayAct } from '@yunzhen/platform/sign-in';
import { LRUCache } from 'lru-cache';
import type { Committer } from '../commit.ts';
import type { Feature } from '../feature.ts';
import { practitioner } from '../practitioner/practitioner.ts';
import { account } from './account.ts';

/** Milliseconds until what another process appended is seen; what this one appends is seen at once. */
const staleMs = 1_000;

export const mayActNow = ({ fold, fresh }: Pick<Committer, 'fold' | 'fresh'>, now: () => number = Date.now): MayAct => {
  const looked = new LRUCache<string, true>({ max: 20_000, ttl: staleMs, ttlResolution: 0, perf: { now } });
  const stateOf = async <S>(feature: Feature<S>, id: string, again: boolean): Promise<S> =>
    (await (again ? fresh : fold)(feature as Feature, id)).state as S;
  return async ({ id, role, issuedAt }) => {
    const again = !looked.get(id);
    const [{ status, role: granted, endedAt }, { status: working, kind }] = await Promise.all([
      stateOf(account, id, again),
      grantedBy[role] === 'practitioner' ? stateOf(practitioner, id, again) : { status: 'active', kind: role },
    ]);
    // Set again it would never grow old.
    if (again) looked.set(id, true);
    const signedInSince = endedAt === '' || Date.parse(endedAt) <= issuedAt;
    return status === 'open' && granted === role && signedInSince && working === 'active' && kind === role;
  };
};
