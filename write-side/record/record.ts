import { record as contract } from '@yunzhen/contracts/record/record';
import { listed } from '../catalogue/listed.ts';
import { carried, consulting } from '../consultation/carries.ts';
import { feature } from '../feature.ts';
import { decider } from './decide.ts';

/** D3.8, D3.9: written during the consultation, published once. */
export const record = feature(contract, decider, {
  write: async ({ id, by, diagnoses }, ask) => ({
    belongs: await consulting(ask, id, by.id),
    diagnoses: await listed(ask, diagnoses),
  }),
  publish: async ({ id }, ask, { written }) => {
    if (written) await carried(ask, id);
    return {};
  },
});
