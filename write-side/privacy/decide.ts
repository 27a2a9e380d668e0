import { chinaDay, chinaDayOf } from '@yunzhen/contracts/china-day';
import {
  decisionDays,
  type PrivacyCommand,
  type PrivacyEvent,
  type PrivacyRefusal,
  type privacyKinds,
} from '@yunzhen/contracts/privacy/privacy';
import { type Decider, refusing } from '../decider.ts';

interface Request {
  readonly kind: (typeof privacyKinds)[number];
  readonly status: 'requested' | 'granted' | 'over';
}
export interface Privacy {
  /** Empty before anything is asked of, or held about, this person. */
  readonly patientId: string;
  readonly requests: Readonly<Record<string, Request>>;
  /** Case numbers. */
  readonly holds: readonly string[];
  /** The granted erasure that is not carried out yet. */
  readonly erasing: string | null;
}

const refuse = refusing<PrivacyRefusal>();
const open = ({ requests }: Privacy, requestId: string): Request => {
  const request = requests[requestId] ?? refuse('unknown-request');
  return request.status === 'requested' ? request : refuse('request-decided');
};
/** The last millisecond of the day in Asia/Shanghai by whose end a request of this moment is to be decided. */
const dueAt = (now: string): string => {
  const { end } = chinaDay(chinaDayOf(new Date(Date.parse(now) + decisionDays * 86_400_000)));
  return new Date(Date.parse(end) - 1).toISOString();
};
const changed = (state: Privacy, requestId: string, status: Request['status']): Privacy => {
  const before = state.requests[requestId];
  return before ? { ...state, requests: { ...state.requests, [requestId]: { ...before, status } } } : state;
};

export const decider: Decider<PrivacyCommand, PrivacyEvent, Privacy> = {
  initial: { patientId: '', requests: {}, holds: [], erasing: null },
  subject: ({ patientId }) => (patientId === '' ? null : { patientId }),
  decide: {
    request: ({ id, requestId, kind, text, now, by }, { requests }) => {
      if (id !== by.id) return refuse('not-own-data');
      if (requests[requestId]) return [];
      const same = Object.values(requests).some(one => one.kind === kind && one.status !== 'over');
      if (same) return refuse('request-open');
      if (kind === 'correction' && !text) return refuse('text-required');
      const asked = { patientId: id, requestId, kind, ...(text && { text }) };
      return [{ type: 'privacy.requested', data: { ...asked, dueAt: dueAt(now) } }];
    },
    withdraw: ({ id, requestId }, state) => {
      open(state, requestId);
      return [{ type: 'privacy.withdrawn', data: { patientId: id, requestId } }];
    },
    decide: ({ id, requestId, outcome, reason, proposedBy, by }, state) => {
      const { kind } = open(state, requestId);
      const decided = { patientId: id, requestId, kind, outcome, reason, proposedBy, by: by.id };
      return [{ type: 'privacy.decided', data: decided }];
    },
    'place-hold': ({ id, caseNumber, by }, { holds }) => {
      if (holds.includes(caseNumber)) return refuse('hold-exists');
      return [{ type: 'privacy.hold-placed', data: { patientId: id, caseNumber, by: by.id } }];
    },
    'lift-hold': ({ id, caseNumber, by }, { holds, erasing }) => {
      if (!holds.includes(caseNumber)) return refuse('unknown-hold');
      const waits = erasing && holds.length === 1 ? { requestId: erasing } : {};
      return [{ type: 'privacy.hold-lifted', data: { patientId: id, caseNumber, by: by.id, ...waits } }];
    },
    restrict: ({ id, requestId, until }, { erasing }) =>
      erasing === requestId ? [{ type: 'privacy.restricted', data: { patientId: id, requestId, until } }] : [],
    'note-erased': ({ id, requestId, visitPersonIds }, { erasing }) =>
      erasing === requestId ? [{ type: 'privacy.erased', data: { patientId: id, requestId, visitPersonIds } }] : [],
  },
  evolve: {
    'privacy.requested': (state, { patientId, requestId, kind }) => ({
      ...state,
      patientId,
      requests: { ...state.requests, [requestId]: { kind, status: 'requested' } },
    }),
    'privacy.withdrawn': (state, { requestId }) => changed(state, requestId, 'over'),
    'privacy.decided': (state, { requestId, kind, outcome }) => {
      const erasing = kind === 'erasure' && outcome === 'granted';
      const status = erasing ? 'granted' : 'over';
      return { ...changed(state, requestId, status), erasing: erasing ? requestId : state.erasing };
    },
    'privacy.restricted': state => state,
    'privacy.erased': (state, { requestId }) => ({ ...changed(state, requestId, 'over'), erasing: null }),
    'privacy.hold-placed': (state, { patientId, caseNumber }) => ({
      ...state,
      patientId,
      holds: [...state.holds, caseNumber],
    }),
    'privacy.hold-lifted': (state, { caseNumber }) => ({
      ...state,
      holds: state.holds.filter(one => one !== caseNumber),
    }),
  },
};
