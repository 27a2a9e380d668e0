import { randomInt } from 'node:crypto';
import { dispensing as contract, pickUpCodeKind } from '@yunzhen/contracts/dispensing/dispensing';
import { carried } from '../consultation/carries.ts';
import { type Ask, feature } from '../feature.ts';
import { decider } from './decide.ts';

const indexOf = ({ index }: Pick<Ask, 'index'>, code: string): string => index(pickUpCodeKind, code);

/**
 * P8.2, R3.1: the pick-up code is drawn by chance, so that a known prescription does not give its code away. Nothing is handed out
 * of a visit that was cancelled.
 */
export const dispensing = feature(contract, decider, {
  ready: (_, ask) => {
    const pickUpCode = String(randomInt(10_000_000_000)).padStart(10, '0');
    return { pickUpCode, pickUpCodeIndex: indexOf(ask, pickUpCode) };
  },
  dispense: async ({ pickUpCode }, ask, { status, consultationId }) => {
    if (status === 'ready') await carried(ask, consultationId);
    return { pickUpCodeIndex: indexOf(ask, pickUpCode) };
  },
});
