import { type Diagnosed, diagnosisIds } from '@yunzhen/contracts/catalogue/diagnosis';
import { v5 } from 'uuid';

/** The id of a catalogue entry, derived from system and code. */
export const diagnosisIdOf = (of: Pick<Diagnosed, 'system' | 'code'>): string =>
  v5(diagnosisIds.nameOf(of), diagnosisIds.namespace);
