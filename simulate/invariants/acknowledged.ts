/** No acknowledged command is lost: what an answer named is in its stream, at that revision and position. */
import type { World } from '../world/world.ts';

export const acknowledgedStands = ({ client, store, wrong }: World): void => {
  for (const { stream, revision, position, command, key } of client.acknowledged) {
    if (revision < 0) continue;
    const event = store.recorded(stream)[revision];
    if (event?.position !== position)
      wrong(
        'acknowledged',
        `${command} ${key} was answered with ${stream} ${revision} at ${position}, which is not there`,
      );
  }
};
