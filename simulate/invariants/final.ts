/** What must hold once the faults have stopped and all time is over. */
import type { World } from '../world/world.ts';

export const finalChecks = (world: World): void => {
  const { truth, audit, wrong } = world;
  for (const [id, { status }] of truth.registration)
    if (status === 'held' || status === 'paid') wrong('liveness', `registration ${id} is ${status} for ever`);
  for (const [id, { claims }] of audit.numbers.sessions)
    for (const [registration, { number, booked }] of claims) {
      const status = truth.registration.get(registration)?.status;
      if (!booked || (status !== 'booked' && status !== 'completed'))
        wrong(
          'numbers',
          `number ${number} of session ${id} is ${booked ? 'booked' : 'held'} by registration ${registration}, which is ${status}`,
        );
    }
  for (const [id, { status, place }] of truth.registration)
    if (
      (status === 'booked' || status === 'completed') &&
      !audit.numbers.sessions.get(place?.sessionId ?? '')?.claims.get(id)?.booked
    )
      wrong('numbers', `registration ${id} is ${status} and has no booked number`);
};
