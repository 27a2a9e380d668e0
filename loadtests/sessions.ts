/** Doctor sessions that exist for the load alone, so that it never runs out of numbers that others need. */
import { newId } from './chance.ts';
import { command, type Person } from './hospital.ts';

const capacity = 60;
const lengthMs = 1_000;
/** Beyond the days that a demo hospital has sessions on. */
const aheadMs = 20 * 86_400_000;

/** Publishes as many as give that many numbers. Each is a second long and after the last: a doctor is in one session at a time. */
export const publishSessions = (operator: Person, doctorId: string, numbers: number): string[] => {
  const first = Date.now() + aheadMs;
  return Array.from({ length: Math.ceil(numbers / capacity) }, (_, index) => {
    const id = newId();
    const startsAt = new Date(first + index * lengthMs).toISOString();
    const endsAt = new Date(first + (index + 1) * lengthMs).toISOString();
    command(operator, 'clinic-session', id, 'publish', { doctorId, startsAt, endsAt, fee: 5_000, capacity });
    return id;
  });
};
