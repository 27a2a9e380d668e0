/** What all journeys have in common. */
import type { Person } from '../hospital.ts';

/** What is prepared once for everybody. */
export interface Prepared {
  readonly doctor: Person;
  readonly pharmacist: Person;
  /** Sessions of the doctor with free numbers; none when no journey books. */
  readonly clinicSessionIds: readonly string[];
}

/**
 * Lived once per iteration; throws where the hospital answers otherwise than it must.
 * @param pause the time a person looks and thinks
 */
export type Journey = (prepared: Prepared, pause: () => void) => void;
