import { conversation as contract } from '@yunzhen/contracts/conversation/conversation';
import type { Actor } from '@yunzhen/contracts/roles';
import { consultation } from '../consultation/consultation.ts';
import { type Ask, feature, whenGiven } from '../feature.ts';
import { type Conversation, decider } from './decide.ts';

/** What belongs to an accepted consultation may come before its chat was opened: then it is opened first, so that nothing is lost. */
const opened = async ({ id }: { id: string }, ask: Ask, { status }: Conversation): Promise<object> => {
  if (status !== 'none') return {};
  const { status: stage, patientId, visitPersonId, doctorId } = await ask.state(consultation, id);
  if (stage !== 'none') await ask.send(contract, id, 'open', { patientId, visitPersonId, doctorId });
  return {};
};

type Picture = { readonly id: string; readonly fileId?: string | undefined; readonly by: Actor };

/** P6.14, D3.4: the chat of a consultation. */
export const conversation = feature(contract, decider, {
  send: whenGiven('fileId', async ({ id, fileId, by }: Picture, ask: Ask) => {
    await ask.attach(fileId ? [fileId] : [], { purpose: 'conversation', id }, by.id);
    return {};
  }),
  'post-card': opened,
  close: opened,
});
