/** The projections as a process of their own. */
import { serve } from '@yunzhen/platform/service';
import { composeProjections, uses } from './compose.ts';

await serve('projections', uses, {}, (_, { servers, log, metrics }) => composeProjections(servers, log, metrics));
