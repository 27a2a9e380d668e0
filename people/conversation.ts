/** Patient and doctor write to each other, and read. */
import type { conversation } from '@yunzhen/contracts/conversation/conversation';
import type { conversationQueries } from '@yunzhen/contracts/conversation/queries';
import type { Actor } from '@yunzhen/contracts/roles';
import { type Behaviour, detour, each } from './behaviour.ts';
import { doctor, looking, patient, wanting } from './intent.ts';

const want = wanting<typeof conversation>('conversation');

/** While the chat is open. */
export const say = (by: Actor, id: string, messageId: string, text = '您好') =>
  want(by, id, 'send', { messageId, kind: 'text', text });
export const sendPicture = (by: Actor, id: string, messageId: string, fileId: string) =>
  want(by, id, 'send', { messageId, kind: 'picture', fileId });
export const read = (by: Actor, id: string, upTo: number) => want(by, id, 'mark-read', { upTo });

export const look = looking<typeof conversationQueries>('conversation')('conversation', conversationId => ({
  conversationId,
}));

export const behaviours: readonly Behaviour[] = [
  detour(
    3,
    each(
      'conversation',
      ({ parties }) => parties !== null,
      (id, { parties }, { random }) =>
        say(
          random.chance(0.5) ? patient(parties?.patientId ?? '') : doctor(parties?.doctorId ?? ''),
          id,
          random.uuid(),
        ),
    ),
  ),
  detour(
    1,
    each(
      'conversation',
      ({ messageIds }) => messageIds.length > 0,
      (id, { parties, messageIds }) => read(patient(parties?.patientId ?? ''), id, messageIds.length),
    ),
  ),
];
