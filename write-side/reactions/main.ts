/** The reactions as a process of their own. */
import { serve } from '@yunzhen/platform/service';
import { outsideSettings } from '../settings.ts';
import { composeReactions, uses } from './compose.ts';

await serve('reactions', uses, outsideSettings, (from, { servers, log, metrics }) =>
  composeReactions(from, servers, log, metrics),
);
