import { chinaDayOf } from '@yunzhen/contracts/china-day';
import type { ClinicSessionEvent } from '@yunzhen/contracts/schedule/clinic-session';
import { clinicSessionsView } from '@yunzhen/contracts/schedule/row';
import { project } from '../view.ts';

/** P6.2: the number sources of every session. */
export const sessions = project(clinicSessionsView)<ClinicSessionEvent>(
  {
    'clinic-session.published': e => ({
      id: e.clinicSessionId,
      set: {
        ...e,
        day: chinaDayOf(e.startsAt),
        taken: 0,
        remaining: e.capacity,
        status: 'published',
        suspendReason: null,
      },
    }),
    'clinic-session.suspended': e => ({ id: e.clinicSessionId, set: { status: 'suspended', suspendReason: e.reason } }),
    'clinic-session.number-held': e => ({ id: e.clinicSessionId, inc: { taken: 1, remaining: -1 } }),
    'clinic-session.number-released': e => ({ id: e.clinicSessionId, inc: { taken: -1, remaining: 1 } }),
  },
  [{ startsAt: 1 }, { doctorId: 1, startsAt: 1 }, { departmentId: 1, startsAt: 1 }],
);
