import { chinaDay, chinaDayOf } from '@yunzhen/contracts/china-day';
import { scheduleQueries } from '@yunzhen/contracts/schedule/queries';
import type { ClinicSessionRow } from '@yunzhen/contracts/schedule/row';
import { clinicSessionsView } from '@yunzhen/contracts/schedule/row';
import { answer, only, shown } from '../answer.ts';
import { all, equal, within } from '../filters.ts';
import { sessionNames } from '../names.ts';
import { whereOffered } from '../offered.ts';
import { pageOf } from '../paging.ts';

const next = { field: 'startsAt', direction: 1 } as const;
const offered = (now: Date) => ({ status: 'published' as const, endsAt: { $gt: now.toISOString() } });

export const sessions = answer('clinicSessions', scheduleQueries.clinicSessions, async ({ params, view, now }) => {
  const { doctorId, departmentId, from, to, ...paging } = params;
  const filter = {
    ...equal({ doctorId, departmentId }),
    ...offered(now),
    ...within('startsAt', from, to),
    ...(await whereOffered(view)),
  };
  const page = await pageOf(view(clinicSessionsView), filter, next, paging);
  return { rows: await sessionNames(view, page.rows), next: page.next };
});

export const session = answer('clinicSession', scheduleQueries.clinicSession, async ({ params, view }) => {
  const row = shown(await view(clinicSessionsView).findOne({ _id: params.clinicSessionId }));
  return only(await sessionNames(view, [row]));
});

const days = 14;

export const numbers = answer(
  'numbers',
  scheduleQueries.numbers,
  async ({ params: { doctorId, departmentId }, view, now }) => {
    const today = Date.parse(chinaDay(chinaDayOf(now)).start);
    const strip = Array.from({ length: days }, (_, index) => chinaDayOf(new Date(today + index * 86_400_000)));
    const rows = await view(clinicSessionsView)
      .find({
        ...equal({ doctorId, departmentId }),
        ...offered(now),
        ...within('startsAt', strip[0], strip[days - 1]),
        ...(await whereOffered(view)),
      })
      .project<Pick<ClinicSessionRow, 'day' | 'remaining'>>({ _id: 0, day: 1, remaining: 1 })
      .toArray();
    return strip.map(day => {
      const there = rows.filter(row => row.day === day);
      return { day, sessions: there.length, remaining: there.reduce((sum, { remaining }) => sum + remaining, 0) };
    });
  },
);

export const schedule = answer('schedule', scheduleQueries.schedule, async ({ params, reachable, view }) => {
  const { doctorId, departmentId, from, to, ...paging } = params;
  const filter = { ...equal({ doctorId, departmentId }), ...within('startsAt', from, to) };
  const page = await pageOf(view(clinicSessionsView), all(filter, reachable(clinicSessionsView)), next, paging);
  return { rows: await sessionNames(view, page.rows), next: page.next };
});
