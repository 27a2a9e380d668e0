import { toldOf } from '@yunzhen/contracts/about';
import { channels } from '@yunzhen/contracts/channels';
import type { ConversationEvent } from '@yunzhen/contracts/conversation/conversation';
import { capabilities } from '@yunzhen/contracts/index';
import { aboutEvents, type Capability, streamIdField } from '@yunzhen/contracts/language';
import type { PrescriptionEvent } from '@yunzhen/contracts/prescription/prescription';
import type { PrivacyEvent } from '@yunzhen/contracts/privacy/privacy';
import { type Channel, channel, type Message } from '../channel.ts';

type Data = Readonly<Record<string, unknown>>;
const to = (userId: string, data: Message['data']): Message => ({ to: channels.personal(userId), data });

const declared = (capability: Capability) => {
  const field = streamIdField(capability);
  return [...aboutEvents(capability)].flatMap(([type, about]) =>
    about.tells
      ? [[type, (data: Data) => toldOf(about, data).map(id => to(id, { [field]: data[field] }))] as const]
      : [],
  );
};

const ofRequest = ({ patientId, requestId }: { patientId: string; requestId: string }) => to(patientId, { requestId });

/** Who is told depends on what happened, or they are told more than where. */
const otherwise = channel<ConversationEvent | PrescriptionEvent | PrivacyEvent>('personal', {
  'conversation.message-sent': ({ conversationId, sequence, from, patientId, doctorId }) =>
    [...(from === 'patient' ? [] : [patientId]), ...(from === 'doctor' ? [] : [doctorId])].map(user =>
      to(user, { conversationId, sequence }),
    ),
  /** A patient knows of a prescription from when it is published. */
  'prescription.cancelled': ({ patientId, doctorId, published, prescriptionId }) =>
    [...(published ? [patientId] : []), doctorId].map(user => to(user, { prescriptionId })),
  'privacy.requested': ofRequest,
  'privacy.withdrawn': ofRequest,
  'privacy.decided': ofRequest,
});

/** P10.6: what concerns one person, as the contracts say it, as ids only; the details are fetched with the right to see them. */
export const personal: Channel = {
  name: 'personal',
  on: { ...Object.fromEntries(capabilities.flatMap(declared)), ...otherwise.on },
};
