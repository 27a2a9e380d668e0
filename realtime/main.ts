/** Realtime as a process of its own. */
import { serve } from '@yunzhen/platform/service';
import { composeRealtime, uses } from './compose.ts';

await serve('realtime', uses, {}, (_, { servers, log, metrics }) => composeRealtime(servers, log, metrics));
