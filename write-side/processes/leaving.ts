import { type AccountEvent, account } from '@yunzhen/contracts/account/account';
import { credential } from '@yunzhen/contracts/account/credential';
import { type PractitionerEvent, practitioner } from '@yunzhen/contracts/practitioner/practitioner';
import type { PrescriptionEvent } from '@yunzhen/contracts/prescription/prescription';
import { type SessionEvent, session } from '@yunzhen/contracts/schedule/session';
import { access } from '../gateways/access/gateway.ts';
import { call, process, send } from '../reactions/process.ts';

const suspend = (sessionId: string) => send(session, sessionId, 'suspend', { reason: '医生已离职' });
const releaseClaims = ({ accountId }: { accountId: string }) =>
  call(access, 'release-claims', { pharmacistId: accountId });
const end = ({ accountId, at, forgets }: { accountId: string; at: string; forgets?: string | undefined }) =>
  call(access, 'end', { accountId, at, ...(forgets && { forgets }) });

/**
 * O4, O2.3: what ends with a right, wherever it ended: what is signed in, the bound phone, prescriptions that were claimed, sessions that
 * are not over.
 */
export const leaving = process<AccountEvent | PractitionerEvent | PrescriptionEvent | SessionEvent>('leaving', {
  from: 'origin',
  on: {
    'practitioner.retired': ({ practitionerId, sessionIds }) => [
      send(account, practitionerId, 'close', {}),
      call(access, 'release-claims', { pharmacistId: practitionerId }),
      ...sessionIds.map(suspend),
    ],
    'practitioner.session-orphaned': ({ sessionId }) => suspend(sessionId),
    'session.published': ({ doctorId, sessionId, endsAt }) =>
      send(practitioner, doctorId, 'assign-session', { sessionId, endsAt }),
    'prescription.claimed': ({ prescriptionId, pharmacistId, until }) =>
      until ? call(access, 'note-claim', { prescriptionId, pharmacistId, until }) : [],

    'account.closed': e => [end(e), releaseClaims(e)],
    'account.reset': e => [end(e), releaseClaims(e)],
    'account.signed-out': end,
    'account.password-set': end,
    'account.wechat-unbound': e => [end(e), send(credential, e.credentialId, 'release', { accountId: e.accountId })],
  },
});
