/** Doctor sessions that exist for the load alone, so that it never runs out of numbers that others need. */
import { newId } from './chance.ts';
import { command, type Person } from './hospital.ts';

const capacity = 60;
const lengthMs = 4 * 3_600_000;

/** Publishes as many as give that many numbers. Each begins at another minute: the hospital's HIS knows a number by doctor and time. */
export const publishSessions = (operator: Person, doctorId: string, numbers: number): string[] => {
  const now = Date.now();
  const endsAt = new Date(now + lengthMs).toISOString();
  return Array.from({ length: Math.ceil(numbers / capacity) }, (_, index) => {
    const id = newId();
    const startsAt = new Date(now - 60_000 * index).toISOString();
    command(operator, 'session', id, 'publish', { doctorId, startsAt, endsAt, fee: 5_000, capacity });
    return id;
  });
};
