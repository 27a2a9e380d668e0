import type { Diagnosed } from '@yunzhen/contracts/catalogue/diagnosis';
import { record as contract } from '@yunzhen/contracts/record/record';
import { refuse } from '@yunzhen/platform/refusal';
import { diagnosis } from '../catalogue/diagnosis.ts';
import { diagnosisIdOf } from '../catalogue/diagnosis-id.ts';
import { type Ask, feature } from '../feature.ts';
import { consulting } from './consulting.ts';
import { decider } from './decide.ts';

/** D3.7: a diagnosis is named as the catalogue names its code. */
const listed = async (ask: Ask, named: Diagnosed): Promise<Diagnosed> => {
  const { status, diagnosed } = await ask.state(diagnosis, diagnosisIdOf(named));
  return status === 'listed' && diagnosed ? { ...diagnosed } : refuse('unknown-diagnosis');
};

/** D3.8, D3.9: written during the consultation, published once. */
export const record = feature(contract, decider, {
  write: async ({ id, by, diagnoses }, ask) => ({
    belongs: await consulting(ask, id, by.id),
    diagnoses: await Promise.all(diagnoses.map(named => listed(ask, named))),
  }),
});
