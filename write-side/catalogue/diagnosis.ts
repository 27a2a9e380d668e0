import { diagnosis as contract } from '@yunzhen/contracts/catalogue/diagnosis';
import { refuse } from '@yunzhen/platform/refusal';
import { feature } from '../feature.ts';
import { decider } from './decide-diagnosis.ts';
import { diagnosisIdOf } from './diagnosis-id.ts';

/** O2.4: the diagnosis catalogue; a code stands in it once, under the id that is derived from it. */
export const diagnosis = feature(contract, decider, {
  list: ({ id, ...listed }) => (id === diagnosisIdOf(listed) ? {} : refuse('unknown-diagnosis')),
});
