/** Pages have the time that the rest of a test run has. */
import type { BrowserContext } from 'playwright-core';
import { shiftDate } from '../../deploy/clock.mjs';

const shift = Number(process.env.YUNZHEN_CLOCK_SHIFT ?? 0);

export const withClock = async (context: BrowserContext): Promise<void> => {
  if (shift !== 0) await context.addInitScript(shiftDate, shift);
};
