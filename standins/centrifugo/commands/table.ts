/** The commands of a client, in the order in which a message naming several is read. */
import type { Handle, Handlers, Method } from '../connection.ts';
import { fail } from './common.ts';
import { connect, refresh } from './connecting.ts';
import { subRefresh, subscribe, unsubscribe } from './subscribing.ts';
import { history, presence, presenceStats, publish } from './using.ts';

const handler = <M extends Method>(method: M, handle: Handle<M>) => ({ method, handle });

export const handlers: Handlers = [
  handler('connect', connect),
  handler('subscribe', subscribe),
  handler('unsubscribe', unsubscribe),
  handler('publish', publish),
  handler('presence', presence),
  handler('presence_stats', presenceStats),
  handler('history', history),
  handler('rpc', () => fail('notAvailable')),
  handler('refresh', refresh),
  handler('sub_refresh', subRefresh),
];
