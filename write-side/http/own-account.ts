/** O4, D1: what one does about one's own account: another password, the phone, and where one is signed in. */
import { account as contract } from '@yunzhen/contracts/account/account';
import { ownAccountEndpoints } from '@yunzhen/contracts/account/endpoints';
import { telling } from '@yunzhen/platform/audit/asked';
import { endpointRoutes } from '@yunzhen/platform/endpoints';
import type { Route } from '@yunzhen/platform/http';
import type { Session } from '@yunzhen/platform/tokens/refresh';
import type { FastifyRequest } from 'fastify';
import type { Account } from '../account/decide.ts';
import { loginCredentialId, wechatCredentialId } from '../account/identity.ts';
import { byPassword } from '../account/prove.ts';
import { sendFor } from '../account/send.ts';
import { setPassword } from './set-password.ts';
import { deviceOf, type SignInPorts, signIn } from './sign-in-ports.ts';

export const ownAccountRoutes = (ports: SignInPorts): Route[] => {
  const { authenticate, tokens, accountOf, openidOf, now } = ports;
  const send = sendFor(ports);
  const setAnother = setPassword(ports);
  const answer = signIn(ports);
  const prove = (account: Account, password: string, { ip }: FastifyRequest) =>
    byPassword(ports, { credentialId: loginCredentialId(account.login), address: ip }, account, password);

  return endpointRoutes(
    ownAccountEndpoints,
    {
      changePassword: async ({ by: { id }, input: { current, password }, request }) => {
        const account = await accountOf(id);
        await prove(account, current, request);
        return answer(await setAnother(account, password), deviceOf(request));
      },
      bindWechat: async ({ by: { id, role }, input: { code, password }, request }) => {
        await prove(await accountOf(id), password, request);
        const credentialId = wechatCredentialId(await openidOf(code));
        // Bound, unbound and bound again is three things: only the same try is the same.
        const key = `${credentialId} ${now().toISOString()}`;
        await send(contract, id, 'bind-wechat', { credentialId }, { id, role }, key);
      },
      mySessions: async ({ by: { id, session } }) =>
        (await tokens.sessionsOf(id)).map(one => ({ ...shown(one), current: one.sessionId === session })),
      endSession: ({ by: { id }, input: { sessionId } }) => tokens.endSession(id, sessionId),
      accountSessions: async ({ input: { accountId }, request }) => {
        telling(request, { whose: new Set([accountId]) });
        return (await tokens.sessionsOf(accountId)).map(shown);
      },
    },
    authenticate,
  );
};

const shown = ({ startedAt, seenAt, ...rest }: Session) => ({
  ...rest,
  startedAt: startedAt.toISOString(),
  seenAt: seenAt.toISOString(),
});
