/** The realtime hub with what it delivered: a publication sent again under its key is delivered once. */
import { type Hub, HubError, type Publication } from '@yunzhen/platform/hub';
import type { Network } from '../world/network.ts';

/** By idempotency key, in the order of delivery. */
export type HubBooks = Map<string, Publication>;

export const hubClient = (books: HubBooks, network: Network): Pick<Hub, 'batch'> => ({
  batch: publications =>
    network.change(
      `publishes ${publications.length}`,
      () =>
        publications.map(publication => {
          if (!books.has(publication.idempotencyKey)) books.set(publication.idempotencyKey, publication);
          return null;
        }),
      () => new HubError('unreachable', 'the hub did not answer'),
    ),
});
