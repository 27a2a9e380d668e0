import type { Diagnosed } from '@yunzhen/contracts/catalogue/diagnosis';
import { v5 } from 'uuid';

const diagnoses = '4b5e0f6d-2f0a-5d8e-8a3a-6f1c9b7d2e45';

/** The id of a catalogue entry, derived from system and code, so that an import and a record find the same one. */
export const diagnosisIdOf = ({ system, code }: Pick<Diagnosed, 'system' | 'code'>): string =>
  v5(`${system} ${code}`, diagnoses);
