import type { Capability } from '@yunzhen/contracts/language';
import type { Actor } from '@yunzhen/contracts/roles';
import { v5 } from 'uuid';
import type { Answer } from '../commit.ts';
import type { Dispatch } from '../dispatch.ts';

/**
 * What the hospital does because a person signs in or proves who they are, in their name.
 * @param key the same for every try of the same thing, so that two at once are one
 */
export const sendFor =
  ({ dispatch, now }: { dispatch: Dispatch; now: () => Date }) =>
  (to: Capability, id: string, command: string, input: object, by: Actor, key = by.id): Promise<Answer> => {
    const commandId = v5(`${to.name} ${command} ${key}`, id);
    return dispatch(
      { capability: to.name, id, command, input },
      {
        commandId,
        correlationId: commandId,
        causationId: commandId,
        by,
        inside: true,
        at: now().toISOString(),
      },
    );
  };
