/** (7) The patient's connection is lost in mid chat: after a short while, and after one longer than the hub remembers. */
import { say as wanted } from '@yunzhen/people/conversation';
import { sendOver } from '@yunzhen/people/over-http';
import { v7 } from 'uuid';
import { follow } from '../following.ts';
import type { Person } from '../person.ts';
import { say } from '../scenes/chatting.ts';
import { writeAndPublish } from '../scenes/prescribing.ts';
import { accept, complete } from '../scenes/waiting.ts';
import { must, within } from '../stage.ts';
import { type Cast, waiting } from './cast.ts';

/** More than the 200 messages that the hub keeps of a channel. */
const manyMessages = 210;

const write = async (by: Person, conversationId: string, texts: readonly string[]): Promise<void> => {
  for (const text of texts) await sendOver(by.api, wanted(by.actor, conversationId, v7(), text), v7());
};

export const connectionLost = async (cast: Cast): Promise<void> => {
  const { stage, doctor } = cast;
  const booked = await waiting(cast);
  const { patient, registrationId } = booked;
  await accept(stage, doctor, booked);
  const chat = await follow(patient, registrationId);
  await say(stage, doctor, patient, registrationId, '您好，最近血压怎么样？');

  /** Offline while the doctor writes; back, nothing is missing. */
  const missing = (does: string, texts: readonly string[], recovered: boolean) =>
    stage.step(patient, does, async ({ note }) => {
      const [before, fetches, comebacks] = [chat.messages().length, chat.fetches(), chat.comebacks.length];
      patient.network.lose();
      await write(doctor, registrationId, texts);
      must(chat.messages().length === before, 'messages arrived without a connection');
      note(`the socket is cut; meanwhile the doctor writes ${texts.length} messages`);
      patient.network.giveBack();
      await within(chat.until(before + texts.length), 'the messages did not arrive');
      must(chat.comebacks.length === comebacks + 1, 'the subscription was taken up more than once');
      must(chat.comebacks.at(-1) === recovered, `the hub says recovered: ${!recovered}`);
      const fetched = chat.fetches() - fetches;
      must(recovered === (fetched === 0), `${fetched} pages were fetched`);
      const how = recovered
        ? 'the hub sends what was missed'
        : `GET …/messages?since=${before}&after=now, ${fetched} pages`;
      note(`recovered: ${recovered}; ${how}`);
      const seen = chat.messages().slice(before);
      must(
        texts.every((text, index) => seen[index]?.text === text),
        'messages are missing or in another order',
      );
      must(
        chat.messages().every(({ sequence }, index) => sequence === index + 1),
        'a sequence has a gap',
      );
      note(`messages ${before + 1} to ${chat.messages().length}, each once and in order`);
    });
  await missing('进了电梯，断网片刻', ['低压有没有超过九十？', '晚上睡得好吗？', '药按时吃了吗？'], true);
  const many = Array.from({ length: manyMessages }, (_, index) => `第 ${index + 1} 条医嘱`);
  await missing('断网很久，回来时通道已记不全', many, false);
  await writeAndPublish(stage.quiet, { consultationId: registrationId, patient, doctor });
  await complete(stage, doctor, booked);
};
