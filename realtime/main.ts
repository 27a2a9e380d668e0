/** Realtime as a process of its own. */
import { serve } from '@yunzhen/platform/service';
import { composeRealtime } from './compose.ts';

await serve('realtime', {}, (_, { servers, log, metrics }) => composeRealtime(servers, log, metrics));
