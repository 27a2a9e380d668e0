import { consultation as contract } from '@yunzhen/contracts/consultation/consultation';
import { feature } from '../feature.ts';
import { decider } from './decide.ts';

/** D3: the patient waits, the doctor decides; its stream says who came first when one cancels as the other accepts. */
export const consultation = feature(contract, decider);
