import { type AccountEvent, account } from '@yunzhen/contracts/account/account';
import { credential } from '@yunzhen/contracts/account/credential';
import { type PractitionerEvent, practitioner } from '@yunzhen/contracts/practitioner/practitioner';
import type { PrescriptionEvent } from '@yunzhen/contracts/prescription/prescription';
import { type ClinicSessionEvent, clinicSession } from '@yunzhen/contracts/schedule/clinic-session';
import { access } from '../gateways/access/gateway.ts';
import { call, process, send } from '../reactions/process.ts';

const suspend = (clinicSessionId: string) => send(clinicSession, clinicSessionId, 'suspend', { reason: '医生已离职' });
const releaseClaims = ({ accountId }: { accountId: string }) =>
  call(access, 'release-claims', { pharmacistId: accountId });
interface Ended {
  readonly accountId: string;
  readonly at: string;
  readonly forgets?: string | undefined;
  readonly forgetsFactor?: string | undefined;
}
const end = ({ accountId, at, forgets, forgetsFactor }: Ended) =>
  call(access, 'end', { accountId, at, ...(forgets && { forgets }), ...(forgetsFactor && { forgetsFactor }) });

/**
 * O4, O2.3: what ends with a right, wherever it ended: what is signed in, the bound phone, prescriptions that were claimed, sessions that
 * are not over.
 */
export const leaving = process<AccountEvent | PractitionerEvent | PrescriptionEvent | ClinicSessionEvent>('leaving', {
  from: 'origin',
  on: {
    'practitioner.retired': ({ practitionerId, clinicSessionIds }) => [
      send(account, practitionerId, 'close', {}),
      call(access, 'release-claims', { pharmacistId: practitionerId }),
      ...clinicSessionIds.map(suspend),
    ],
    'practitioner.clinic-session-orphaned': ({ clinicSessionId }) => suspend(clinicSessionId),
    'clinic-session.published': ({ doctorId, clinicSessionId, endsAt }) =>
      send(practitioner, doctorId, 'assign-clinic-session', { clinicSessionId, endsAt }),
    'prescription.claimed': ({ prescriptionId, pharmacistId, until }) =>
      until ? call(access, 'note-claim', { prescriptionId, pharmacistId, until }) : [],

    'account.closed': e => [end(e), releaseClaims(e)],
    'account.reset': e => [end(e), releaseClaims(e)],
    'account.erased': end,
    'account.signed-out': end,
    'account.password-set': end,
    'account.second-factor-set': end,
    'account.wechat-unbound': e => [end(e), send(credential, e.credentialId, 'release', { accountId: e.accountId })],
  },
});
