import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NotFound } from '@yunzhen/platform/problem';
import { doctor, patient } from '../story.ts';
import { type Given, hospital, idOf } from '../testing.ts';
import { conversation, conversations, messages } from './conversations.ts';

const lei = { role: 'patient', id: idOf('李雷') } as const;
const wang = { role: 'doctor', id: idOf('王医生') } as const;
const stranger = { role: 'patient', id: idOf('韩梅梅') } as const;
const conversationId = idOf('诊');
const parties = {
  conversationId,
  patientId: idOf('李雷'),
  visitPersonId: idOf('李雷 self'),
  doctorId: idOf('王医生'),
};
const sent = (sequence: number, from: string): Given => ({
  type: 'conversation.message-sent',
  data: { ...parties, messageId: idOf(`m${sequence}`), sequence, from, kind: 'text', text: `第${sequence}句` },
  at: `2026-01-05T01:0${sequence}:00.000Z`,
});

let house: Awaited<ReturnType<typeof hospital>>;
beforeAll(async () => {
  house = await hospital();
  await house.given(
    doctor('王医生', '心内科'),
    ...patient('李雷'),
    { type: 'conversation.opened', data: parties },
    ...[sent(1, 'patient'), sent(2, 'doctor'), sent(3, 'doctor'), sent(4, 'hospital'), sent(5, 'patient')],
    { type: 'conversation.opened', data: { ...parties, conversationId: idOf('旧诊') } },
    {
      type: 'conversation.closed',
      data: { conversationId: idOf('旧诊'), patientId: idOf('李雷'), visitPersonId: idOf('李雷 self') },
    },
  );
});
afterAll(() => house.close());

test('[P10.6] conversations come last written first, with what the asking side has not read', async () => {
  expect(await house.ask(conversations, lei)).toMatchObject({
    rows: [
      { conversationId, doctorName: '王医生', lastText: '第5句', unread: 0, closed: false },
      { conversationId: idOf('旧诊'), closed: true, lastText: null, unread: 0 },
    ],
  });
  expect(await house.ask(conversation, wang, { conversationId })).toMatchObject({ visitPersonName: '李雷', unread: 2 });
  await house.given({ type: 'conversation.read', data: { conversationId, by: 'doctor', upTo: 5 } });
  expect(await house.ask(conversation, wang, { conversationId })).toMatchObject({ unread: 0, doctorRead: 5 });
});

test('[P6.14] messages come in their order, backwards and forwards, without gap or repetition', async () => {
  const read = async (params: object) => {
    const { rows, more } = (await house.ask(messages, lei, { conversationId, ...params })) as {
      rows: { sequence: number }[];
      more: boolean;
    };
    return [rows.map(row => row.sequence), more];
  };
  expect(await read({ limit: '2' })).toEqual([[4, 5], true]);
  expect(await read({ limit: '2', before: '4' })).toEqual([[2, 3], true]);
  expect(await read({ limit: '2', before: '2' })).toEqual([[1], false]);
  expect(await read({ limit: '3', since: '1' })).toEqual([[2, 3, 4], true]);
  expect(await read({ since: '5' })).toEqual([[], false]);
});

test('[P6.14] nobody but the two reads a conversation', async () => {
  await expect(house.ask(messages, stranger, { conversationId })).rejects.toThrow(NotFound);
  await expect(house.ask(messages, { role: 'doctor', id: idOf('赵医生') }, { conversationId })).rejects.toThrow(
    NotFound,
  );
  await expect(house.ask(messages, { role: 'manager', id: idOf('院长') }, { conversationId })).rejects.toThrow();
  expect(await house.ask(conversations, stranger)).toEqual({ rows: [], next: null });
});
