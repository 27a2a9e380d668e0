import { department as contract } from '@yunzhen/contracts/catalogue/department';
import { feature } from '../feature.ts';
import { decider } from './decide-department.ts';

/** O2.2: the departments of the hospital. */
export const department = feature(contract, decider);
