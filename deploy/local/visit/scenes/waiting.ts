/** 候诊: the queue moves, and the waiting patient sees it move. */

import { channels } from '@yunzhen/contracts/channels';
import { consultationQueries } from '@yunzhen/contracts/consultation/queries';
import { conversationQueries } from '@yunzhen/contracts/conversation/queries';
import * as wanted from '@yunzhen/people/consultation';
import type { Person } from '../person.ts';
import { must, type Stage } from '../stage.ts';

/** A patient who waits, and where. */
export interface Waiting {
  readonly patient: Person;
  readonly registrationId: string;
  readonly clinicSessionId: string;
}

/** How many are called before this one. */
export const lookAtQueue = (stage: Stage, { patient, registrationId, clinicSessionId }: Waiting): Promise<number> =>
  stage.step(patient, '看看前面还有几位', async ({ view }) => {
    const queue = await view(consultationQueries.queue, { clinicSessionId }, ({ own, called, numbers }) => {
      const mine = own.find(one => one.consultationId === registrationId);
      return (
        mine !== undefined &&
        `number ${mine.number}, ${mine.ahead} ahead, called ${called ?? 'nobody'}, waiting ${numbers}`
      );
    });
    const mine = queue.own.find(one => one.consultationId === registrationId);
    must(mine, 'the patient has no place in the queue');
    return mine.ahead;
  });

/** The doctor sees the patient in their queue and accepts; everybody who waits is told. */
export const accept = (
  stage: Stage,
  doctor: Person,
  { patient, registrationId: consultationId, clinicSessionId }: Waiting,
  watching: readonly Person[] = [],
): Promise<void> =>
  stage.step(doctor, `接诊 ${patient.name}：符合复诊条件`, async ({ command, told, view }) => {
    for (const person of [doctor, patient]) await person.listen(channels.consultation(consultationId));
    await view(consultationQueries.queue, { clinicSessionId }, ({ persons }) => {
      const found = persons.find(one => one.consultationId === consultationId);
      return (
        found?.visitPersonName === patient.name &&
        `${persons.length} waiting; ${found.visitPersonName}, ${found.gender}, ${found.attachments.length} pictures: ${found.chiefComplaint}`
      );
    });
    const { position } = await command('consultation.accepted', wanted.accept(doctor.actor, consultationId));
    await told(patient, channels.personal(patient.id), 'consultation.accepted', { consultationId });
    for (const person of watching)
      await told(person, channels.queue(clinicSessionId), 'consultation.accepted', { position });
    const ids = { conversationId: consultationId };
    await told(patient, channels.consultation(consultationId), 'conversation.opened', ids);
    await view(conversationQueries.conversation, ids, ({ closed, sequence }) => {
      return !closed && `open, ${sequence} messages`;
    });
  });

/** The doctor ends it; the chat closes with it. */
export const complete = (stage: Stage, doctor: Person, { patient, registrationId: consultationId }: Waiting) =>
  stage.step(doctor, `结束 ${patient.name} 的问诊`, async ({ command, told, view }) => {
    await command('consultation.completed', wanted.complete(doctor.actor, consultationId));
    await told(patient, channels.personal(patient.id), 'consultation.completed', { consultationId });
    await view(consultationQueries.consultation, { consultationId }, ({ status }) => status === 'completed' && status);
  });
