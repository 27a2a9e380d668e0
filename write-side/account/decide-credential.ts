import type { CredentialCommand, CredentialEvent, CredentialRefusal } from '@yunzhen/contracts/account/credential';
import { type Decider, refusing } from '../decider.ts';

export interface Credential {
  /** Null while it leads nowhere. */
  readonly accountId: string | null;
}

const refuse = refusing<CredentialRefusal>();

export const decider: Decider<CredentialCommand, CredentialEvent, Credential> = {
  initial: { accountId: null },
  decide: {
    assign: ({ id, accountId, kind }, state) => {
      if (state.accountId === accountId) return [];
      if (state.accountId) return refuse('credential-taken');
      return [{ type: 'credential.assigned', data: { credentialId: id, accountId, kind } }];
    },
    // Whoever it leads to by now is not cut off by a late release.
    release: ({ id, accountId }, state) =>
      state.accountId === accountId ? [{ type: 'credential.released', data: { credentialId: id, accountId } }] : [],
  },
  evolve: {
    'credential.assigned': (_, { accountId }) => ({ accountId }),
    'credential.released': () => ({ accountId: null }),
  },
};
