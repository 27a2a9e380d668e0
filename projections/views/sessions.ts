import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { sessionsView } from '@yunzhen/contracts/schedule/row';
import type { SessionEvent } from '@yunzhen/contracts/schedule/session';
import { project } from '../view.ts';

/** P6.2: the number sources of every session. */
export const sessions = project(sessionsView)<SessionEvent>(
  {
    'session.published': e => ({
      id: e.sessionId,
      set: {
        ...e,
        day: chinaDayOf(e.startsAt),
        taken: 0,
        remaining: e.capacity,
        status: 'published',
        suspendReason: null,
      },
    }),
    'session.suspended': e => ({ id: e.sessionId, set: { status: 'suspended', suspendReason: e.reason } }),
    'session.number-held': e => ({ id: e.sessionId, inc: { taken: 1, remaining: -1 } }),
    'session.number-released': e => ({ id: e.sessionId, inc: { taken: -1, remaining: 1 } }),
  },
  [{ startsAt: 1 }, { doctorId: 1, startsAt: 1 }, { departmentId: 1, startsAt: 1 }],
);
