import type { PrivacyEvent } from '@yunzhen/contracts/privacy/privacy';
import { privacyRequestsView } from '@yunzhen/contracts/privacy/row';
import { project } from '../view.ts';

const undecided = { outcome: null, reason: null, proposedBy: null, decidedBy: null, decidedAt: null, until: null };

/** N5: every request about personal data; what its person wrote goes with their key. */
export const privacyRequests = project(privacyRequestsView)<PrivacyEvent>(
  {
    'privacy.requested': ({ text = null, ...e }, { at }) => ({
      id: e.requestId,
      set: { ...e, ...undecided, text, status: 'requested', requestedAt: at },
    }),
    'privacy.withdrawn': ({ requestId }, { at }) => ({ id: requestId, set: { status: 'withdrawn', decidedAt: at } }),
    'privacy.decided': ({ requestId, outcome, reason, proposedBy, by }, { at }) => ({
      id: requestId,
      set: { status: outcome, outcome, reason, proposedBy, decidedBy: by, decidedAt: at },
    }),
    'privacy.restricted': ({ requestId, until }) => ({ id: requestId, set: { status: 'restricted', until } }),
    'privacy.erased': ({ requestId }) => ({ id: requestId, set: { status: 'erased', until: null } }),
  },
  [{ status: 1, dueAt: 1 }, { patientId: 1, requestedAt: -1 }, { requestedAt: -1 }],
);
