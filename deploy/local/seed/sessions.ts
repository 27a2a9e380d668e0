/** Sessions of the demo doctors, past and coming; the same day always has the same ones, so that every start adds what is missing. */
import { chinaDay, chinaDayOf } from '@yunzhen/contracts/china-day';
import { type DemoDoctor, demoDoctors, operator } from './catalogue.ts';
import { type Give, idOf, inParallel, plus } from './demo.ts';

export interface DemoSession {
  readonly id: string;
  readonly doctor: DemoDoctor;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

const hours = 3_600_000;
const dayMs = 24 * hours;

/** Mornings and afternoons in turn; the first doctor is there around the clock, so that a visit can be tried at any hour. */
export const sessionsOf = (day: string): DemoSession[] => {
  const start = new Date(chinaDay(day).start);
  const number = Math.round(start.getTime() / dayMs);
  const session = (doctor: DemoDoctor, name: string, from: number, to: number): DemoSession => ({
    id: idOf('clinic-session', doctor.id, day, name),
    doctor,
    startsAt: plus(start, from * hours),
    endsAt: plus(start, to * hours),
  });
  return demoDoctors.flatMap((doctor, index) => [
    ...(index === 0 ? [session(doctor, 'all-day', 0, 24)] : []),
    ...(index !== 0 && (number + index) % 2 === 0 ? [session(doctor, 'morning', 9, 12)] : []),
    ...(index !== 0 && (number + index) % 3 === 0 ? [session(doctor, 'afternoon', 14, 17)] : []),
  ]);
};

export const publishSessions = async (give: Give, days: readonly string[], at: Date): Promise<void> =>
  inParallel(days.flatMap(sessionsOf), 48, async ({ id, doctor, startsAt, endsAt }) => {
    // What the hospital was not running for is not made up for.
    if (endsAt <= at) return;
    const input = {
      doctorId: doctor.id,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      fee: doctor.fee,
      capacity: doctor === demoDoctors[0] ? 60 : 12,
    };
    await give('clinic-session', id, 'publish', input, operator, at);
  });

/** Days `from` to `to` counted from today, both included. */
export const daysAround = (now: Date, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => chinaDayOf(plus(now, (from + index) * dayMs)));
