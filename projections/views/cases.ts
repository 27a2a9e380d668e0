import type { CaseEvent } from '@yunzhen/contracts/case/case';
import { casesView } from '@yunzhen/contracts/case/row';
import { project } from '../view.ts';

/** I1: every work that was ever stuck, as it stands. */
export const cases = project(casesView)<CaseEvent>(
  {
    'case.opened': ({ work: _, ...e }, { at }) => ({
      id: e.caseId,
      set: { ...e, status: 'open', openedAt: at, assigneeId: null, staffId: null, closedFor: null, endedAt: null },
    }),
    'case.retried': ({ caseId, round, staffId }) => ({ id: caseId, set: { status: 'retried', round, staffId } }),
    'case.failed': ({ caseId, reason, code, attempts }) => ({
      id: caseId,
      set: { status: 'open', reason, code, attempts },
    }),
    'case.repaired': ({ caseId }, { at }) => ({ id: caseId, set: { status: 'repaired', endedAt: at } }),
    'case.closed': ({ caseId, staffId, reason }, { at }) => ({
      id: caseId,
      set: { status: 'closed', staffId, closedFor: reason, endedAt: at },
    }),
    'case.taken': ({ caseId, staffId }) => ({ id: caseId, set: { assigneeId: staffId } }),
    'case.given-back': ({ caseId }) => ({ id: caseId, set: { assigneeId: null } }),
  },
  [{ status: 1, since: 1 }, { openedAt: -1 }],
);
