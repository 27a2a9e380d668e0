import { privacy as contract } from '@yunzhen/contracts/privacy/privacy';
import { feature } from '../feature.ts';
import { decider } from './decide.ts';

/** N5: what people ask about their data, decided by two, and the holds that keep it. */
export const privacy = feature(contract, decider);
