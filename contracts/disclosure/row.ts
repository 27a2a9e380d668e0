import { z } from 'zod';
import { instant } from '../language.ts';
import { viewShape } from '../shape.ts';
import { disclosure } from './disclosure.ts';

/** T2: who looked at what, and why. */
export const disclosureRow = z.object({ ...disclosure.events.opened, openedAt: instant });

export const disclosuresView = viewShape({
  name: 'disclosures',
  version: 1,
  row: disclosureRow,
  owners: {},
  events: ['disclosure.opened'],
});
