/** The write side as a process of its own. */
import { serve } from '@yunzhen/platform/service';
import { composeWriteSide, uses } from './compose.ts';
import { outsideSettings } from './settings.ts';

await serve('write-side', uses, outsideSettings, (from, { servers, log, metrics }) =>
  composeWriteSide(from, servers, log, metrics),
);
