import { account as contract } from '@yunzhen/contracts/account/account';
import { feature } from '../feature.ts';
import { decider } from './decide.ts';

/** O4: one way to sign in. */
export const account = feature(contract, decider);
