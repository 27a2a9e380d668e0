import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { ownOf, roles } from '../roles.ts';

/** `ttl`: seconds that the token is good for. */
const hubToken = z.object({ token: z.string(), ttl: z.int() });

/** Tokens for the hub: one for the connection, one for each channel that not everybody signed in may hear. */
export const realtimeEndpoints = {
  connectionToken: endpoint({
    method: 'POST',
    path: '/api/realtime/connection-token',
    summary: 'P6.14 A token to connect to the hub with',
    access: ownOf(roles),
    params: {},
    answer: hubToken,
  }),
  subscriptionToken: endpoint({
    method: 'POST',
    path: '/api/realtime/subscription-token',
    summary: 'P6.14 O3.1 A token to listen to a consultation one takes part in, or to the board of one’s role',
    access: ownOf(roles),
    params: { channel: z.string().regex(/^[a-z]+:[#A-Za-z0-9-]{1,80}$/) },
    answer: hubToken,
  }),
};
