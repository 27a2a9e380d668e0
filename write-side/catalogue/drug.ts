import { drug as contract } from '@yunzhen/contracts/catalogue/drug';
import { feature } from '../feature.ts';
import { decider } from './decide-drug.ts';

/** O2.5: the drug dictionary; its prices stand here alone. */
export const drug = feature(contract, decider);
