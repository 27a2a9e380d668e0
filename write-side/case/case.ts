import { stuckCase as contract } from '@yunzhen/contracts/case/case';
import { feature } from '../feature.ts';
import { decider } from './decide.ts';

/** I1: work that asking again does not cure waits here for somebody to send it again or to close it. */
export const stuckCase = feature(contract, decider);
