import { consultation as contract } from '@yunzhen/contracts/consultation/consultation';
import { record as recordContract } from '@yunzhen/contracts/record/record';
import { feature } from '../feature.ts';
import { decider as recordDecider } from '../record/decide.ts';
import { decider } from './decide.ts';

/** For looking up: the feature itself looks up the consultation. */
const record = feature(recordContract, recordDecider);

/** D3: what follows a booked registration; it is completed with a published record, or ends as what it was. */
export const consultation = feature(contract, decider, {
  complete: async ({ id }, ask) => ({ recordPublished: (await ask.state(record, id)).status === 'published' }),
});
