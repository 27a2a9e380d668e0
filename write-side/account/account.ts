import { account as contract } from '@yunzhen/contracts/account/account';
import { credential as credentialContract } from '@yunzhen/contracts/account/credential';
import { grantedBy, type Role } from '@yunzhen/contracts/roles';
import { refuse } from '@yunzhen/platform/refusal';
import { type Ask, feature } from '../feature.ts';
import { practitioner } from '../practitioner/practitioner.ts';
import { decider } from './decide.ts';
import { loginCredentialId } from './identity.ts';

const worksHere = async (accountId: string, role: Role, ask: Ask): Promise<void> => {
  if (grantedBy[role] !== 'practitioner') return;
  const { status, kind } = await ask.state(practitioner, accountId);
  if (status !== 'active' || kind !== role) refuse('unknown-holder');
};
/** A blind index: who reads the events cannot try codes. Of one account, so that no code opens another. */
export const codeIndexOf = (index: Ask['index'], accountId: string, code: string): string =>
  index('invitation', `${accountId} ${code}`);
const indexed = (ask: Ask, id: string, code: string) => ({ codeIndex: codeIndexOf(ask.index, id, code) });

/** O4, D1: how one person gets in; that of a doctor or pharmacist leads to somebody who works here as that. */
export const account = feature(contract, decider, {
  propose: async ({ id, role, login, code }, ask, { status }) => {
    await worksHere(id, role, ask);
    if (status === 'none')
      await ask.send(credentialContract, loginCredentialId(login), 'assign', { accountId: id, kind: 'login' });
    return indexed(ask, id, code);
  },
  reset: async ({ id, code }, ask, { role }) => {
    await worksHere(id, role, ask);
    return indexed(ask, id, code);
  },
  approve: async ({ id, code }, ask, { role }) => {
    await worksHere(id, role, ask);
    return indexed(ask, id, code);
  },
  'bind-wechat': async ({ id, credentialId }, ask, { status, wechat }) => {
    if (status === 'open' && !wechat)
      await ask.send(credentialContract, credentialId, 'assign', { accountId: id, kind: 'wechat' });
    return {};
  },
});
