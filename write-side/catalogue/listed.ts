import type { Diagnosed } from '@yunzhen/contracts/catalogue/diagnosis';
import { refuse } from '@yunzhen/platform/refusal';
import type { Ask } from '../feature.ts';
import { diagnosis } from './diagnosis.ts';
import { diagnosisIdOf } from './diagnosis-id.ts';

/** D3.7: diagnoses as the catalogue names their codes. Refuses `unknown-diagnosis`. */
export const listed = (ask: Ask, named: readonly Diagnosed[]): Promise<Diagnosed[]> =>
  Promise.all(
    named.map(async one => {
      const { status, diagnosed } = await ask.state(diagnosis, diagnosisIdOf(one));
      return status === 'listed' && diagnosed ? { ...diagnosed } : refuse('unknown-diagnosis');
    }),
  );
