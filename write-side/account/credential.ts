import { credential as contract } from '@yunzhen/contracts/account/credential';
import { feature } from '../feature.ts';
import { decider } from './decide-credential.ts';

/** O4, D1: whose a login name or a WeChat is. */
export const credential = feature(contract, decider);
