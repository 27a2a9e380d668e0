import { conversation as contract } from '@yunzhen/contracts/conversation/conversation';
import { feature } from '../feature.ts';
import { decider } from './decide.ts';

/** P6.14, D3.4: the chat of a consultation. */
export const conversation = feature(contract, decider);
