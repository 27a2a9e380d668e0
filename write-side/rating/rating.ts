import { rating as contract } from '@yunzhen/contracts/rating/rating';
import { consultation } from '../consultation/consultation.ts';
import { feature } from '../feature.ts';
import { decider } from './decide.ts';

/** P10.4, O1.5: the rating of a completed consultation; it has the consultation's id. */
export const rating = feature(contract, decider, {
  rate: async ({ id }, ask) => {
    const { status, patientId, doctorId, departmentId } = await ask.state(consultation, id);
    return { consultation: { completed: status === 'completed', patientId, doctorId, departmentId } };
  },
});
