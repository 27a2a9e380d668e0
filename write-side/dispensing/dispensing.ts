import { randomInt } from 'node:crypto';
import { dispensing as contract } from '@yunzhen/contracts/dispensing/dispensing';
import { carried } from '../consultation/carries.ts';
import { feature } from '../feature.ts';
import { decider } from './decide.ts';

/**
 * P8.2, R3.1: the pick-up code is drawn by chance, so that a known prescription does not give its code away. Nothing is handed out
 * of a visit that was cancelled.
 */
export const dispensing = feature(contract, decider, {
  ready: () => ({ pickUpCode: String(randomInt(10_000_000_000)).padStart(10, '0') }),
  dispense: async (_, ask, { status, consultationId }) => {
    if (status === 'ready') await carried(ask, consultationId);
    return {};
  },
});
