/** The projections as a process of their own. */
import { serve } from '@yunzhen/platform/service';
import { composeProjections } from './compose.ts';

await serve('projections', {}, (_, { servers, log, metrics }) => composeProjections(servers, log, metrics));
