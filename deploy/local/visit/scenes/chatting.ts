/** 问诊: both sides write, with text and picture, see each other typing and what was read. */

import { channels } from '@yunzhen/contracts/channels';
import { conversationQueries } from '@yunzhen/contracts/conversation/queries';
import { fileEndpoints } from '@yunzhen/contracts/file/endpoints';
import { read, sendPicture, say as write } from '@yunzhen/people/conversation';
import { v7 } from 'uuid';
import type { Person } from '../person.ts';
import { picture } from '../picture.ts';
import { must, type Stage } from '../stage.ts';

export interface Chat {
  readonly consultationId: string;
  readonly patient: Person;
  readonly doctor: Person;
}

/** One message; ends when the other side has it. */
export const say = (stage: Stage, from: Person, to: Person, consultationId: string, text: string): Promise<void> =>
  stage.step(from, `说：「${text}」`, async ({ command, told }) => {
    const messageId = v7();
    await command('conversation.message-sent', write(from.actor, consultationId, messageId, text));
    const on = channels.consultation(consultationId);
    const { data } = await told(to, on, 'conversation.message-sent', { messageId });
    must(data.text === text, 'the text that arrived is another one');
  });

export const chat = async (stage: Stage, { consultationId, patient, doctor }: Chat): Promise<void> => {
  const on = channels.consultation(consultationId);
  await stage.step(doctor, '开始输入', async ({ note }) => {
    const typing = channels.typing(consultationId);
    for (const person of [patient, doctor]) await person.listen(typing);
    await doctor.publish(typing, { by: 'doctor' });
    const seen = await patient.inbox.find({ channel: typing, data: { by: 'doctor' } }, 30_000);
    must(seen, 'the patient did not see the doctor typing');
    note(`对方正在输入…  the doctor's client → typing:… → ${patient.name}; never stored`);
  });
  await say(stage, doctor, patient, consultationId, '您好，我看了您上传的血压记录。最近有头晕吗？');
  await say(stage, patient, doctor, consultationId, '偶尔早上起来有点晕，坐一会儿就好。');
  await stage.step(patient, '发一张今早的血压照片', async ({ command, told, note }) => {
    const [messageId, bytes] = [v7(), picture()];
    const { fileId } = await patient.api.call(fileEndpoints.uploadPicture, {}, bytes);
    await command('conversation.message-sent', sendPicture(patient.actor, consultationId, messageId, fileId));
    await told(doctor, on, 'conversation.message-sent', { messageId, fileId });
    const seen = await doctor.api.call(fileEndpoints.picture, { fileId });
    must(Buffer.from(bytes).equals(seen), 'the doctor got another picture');
    note(`the doctor opens it: GET /api/files/… → the same ${seen.length} bytes`);
  });
  await stage.step(doctor, '读完了消息', async ({ command, told, view }) => {
    await command('conversation.read', read(doctor.actor, consultationId, 3));
    await told(patient, on, 'conversation.read', { by: 'doctor', upTo: 3 });
    const ids = { conversationId: consultationId };
    await view(conversationQueries.messages, ids, ({ rows }) => {
      const sequences = rows.map(({ sequence }) => sequence);
      return (
        `${sequences}` === '1,2,3' && rows.map(({ sequence, from, kind }) => `${sequence} ${from} ${kind}`).join(', ')
      );
    });
    await view(conversationQueries.conversation, ids, ({ unread, doctorRead }) => {
      return unread === 0 && `nothing unread, read up to ${doctorRead}`;
    });
  });
};
