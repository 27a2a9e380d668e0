import { account as contract } from '@yunzhen/contracts/account/account';
import { credential as credentialContract } from '@yunzhen/contracts/account/credential';
import { grantedBy, type Role } from '@yunzhen/contracts/roles';
import { refuse } from '@yunzhen/platform/refusal';
import { type Ask, feature } from '../feature.ts';
import { practitioner } from '../practitioner/practitioner.ts';
import { credential } from './credential.ts';
import { decider } from './decide.ts';
import { loginCredentialId } from './identity.ts';

const worksHere = async (accountId: string, role: Role, ask: Ask): Promise<void> => {
  if (grantedBy[role] !== 'practitioner') return;
  const { status, kind } = await ask.state(practitioner, accountId);
  if (status !== 'active' || kind !== role) refuse('unknown-holder');
};

/** O4, D1: how one person gets in; that of a doctor or pharmacist leads to somebody who works here as that. */
export const account = feature(
  contract,
  decider,
  {
    invite: async ({ id, role, login }, ask, { status }) => {
      await worksHere(id, role, ask);
      if (status === 'none')
        await ask.send(credentialContract, loginCredentialId(login), 'assign', { accountId: id, kind: 'login' });
      return {};
    },
    reset: async ({ id }, ask, { role }) => {
      await worksHere(id, role, ask);
      return {};
    },
    'bind-wechat': async ({ id, credentialId }, ask, { status, wechat }) => {
      if (status === 'open' && !wechat)
        await ask.send(credentialContract, credentialId, 'assign', { accountId: id, kind: 'wechat' });
      return {};
    },
  },
  {
    invite: async ({ id, role, login }, ask) => {
      await worksHere(id, role, ask);
      const { accountId } = await ask.state(credential, loginCredentialId(login));
      if (accountId && accountId !== id) refuse('credential-taken');
    },
    reset: ({ id }, ask, { role }) => worksHere(id, role, ask),
  },
);
