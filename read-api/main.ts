/** The read API as a process of its own. */
import { serve } from '@yunzhen/platform/service';
import { composeReadApi, uses } from './compose.ts';

await serve('read-api', uses, {}, (_, { servers, log, metrics }) => composeReadApi(servers, log, metrics));
