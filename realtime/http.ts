/** Tokens for the hub: one for the connection, one for each channel that not everybody may hear. */
import { boardRoles } from '@yunzhen/contracts/channels';
import { realtimeEndpoints } from '@yunzhen/contracts/realtime/endpoints';
import type { Actor } from '@yunzhen/contracts/roles';
import { endpointRoutes } from '@yunzhen/platform/endpoints';
import type { EventStore } from '@yunzhen/platform/eventstore';
import type { Route } from '@yunzhen/platform/http';
import type { Hub } from '@yunzhen/platform/hub';
import { Forbidden } from '@yunzhen/platform/problem';
import type { Authenticate } from '@yunzhen/platform/sign-in';
import { z } from 'zod';

/** Seconds; the client asks again by itself before the end. As short as that, because the hub cannot be told that one is void. */
export const ttl = 120;

export const realtimeRoutes = (hub: Hub, store: EventStore, authenticate: Authenticate): Route[] => {
  /** The stream itself tells who takes part: there is no view that could be behind. */
  const takesPart = async ({ id }: Actor, consultationId: string): Promise<boolean> => {
    for await (const { data } of store.readStream(`consultation-${consultationId}`, 0))
      return data.patientId === id || data.doctorId === id;
    return false;
  };
  const mayListen = async (actor: Actor, namespace: string, name: string): Promise<boolean> => {
    if (namespace === 'consultation' || namespace === 'typing')
      return z.uuid().safeParse(name).success && takesPart(actor, name);
    if (namespace === 'board' && Object.hasOwn(boardRoles, name))
      return boardRoles[name]?.some(role => role === actor.role) ?? false;
    return false;
  };

  return endpointRoutes(
    realtimeEndpoints,
    {
      connectionToken: async ({ by }) => ({ token: await hub.connectionToken(by.id, ttl), ttl }),
      subscriptionToken: async ({ by, input: { channel } }) => {
        const [namespace = '', name = ''] = channel.split(':');
        if (!(await mayListen(by, namespace, name))) throw new Forbidden(namespace);
        return { token: await hub.subscriptionToken(by.id, channel, ttl), ttl };
      },
    },
    authenticate,
  );
};
