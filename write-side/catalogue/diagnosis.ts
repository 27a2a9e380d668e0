import { diagnosis as contract, type Diagnosed } from '@yunzhen/contracts/catalogue/diagnosis';
import { refuse } from '@yunzhen/platform/refusal';
import { v5 } from 'uuid';
import { feature } from '../feature.ts';
import { decider } from './decide-diagnosis.ts';

const diagnoses = '5b1e6a0c-8d3f-5a77-9c41-7f2a60d8e394';

/** The id of a diagnosis' stream, so that a code is found without a look-up and stands in the catalogue once. */
export const diagnosisIdOf = ({ system, code }: Pick<Diagnosed, 'system' | 'code'>): string =>
  v5(`${system} ${code}`, diagnoses);

/** O2.4: the diagnosis catalogue. */
export const diagnosis = feature(contract, decider, {
  list: ({ id, ...listed }) => (id === diagnosisIdOf(listed) ? {} : refuse('unknown-diagnosis')),
});
