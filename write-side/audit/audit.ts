import { audit as contract } from '@yunzhen/contracts/audit/audit';
import { feature } from '../feature.ts';
import { decider } from './decide.ts';

/** T2: where the audit trail stood, hour by hour. */
export const audit = feature(contract, decider);
