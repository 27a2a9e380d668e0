/** The keys of persons, and their pictures: what erasure reaches besides the events. */
import type { Sealing } from '@yunzhen/platform/sealing';

type Keys = Pick<Sealing, 'keep' | 'hold' | 'unhold' | 'destroy'>;
export interface PeopleClient extends Keys {
  /** Of an account. */
  readonly deletePictures: (ownerId: string) => Promise<void>;
}

export const peopleClient = (
  { keep, hold, unhold, destroy }: Keys,
  deletePictures: PeopleClient['deletePictures'],
): PeopleClient => ({ keep, hold, unhold, destroy, deletePictures });
