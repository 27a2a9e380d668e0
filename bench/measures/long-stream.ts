/** A command on a stream of 5,000 events against one on a stream of 10: when its state is in memory, and when it is read first. */
import { eventStore } from '@yunzhen/platform/eventstore';
import { v4 } from 'uuid';
import { http } from '../http.ts';
import { type House, inTurn, type Lines } from '../measure.ts';
import { sendMessage } from '../message.ts';
import { part } from '../part.ts';
import type { Chat } from '../parts/hospital.ts';
import type { prepare as writeSide } from '../parts/write-side.ts';
import { median } from '../statistics.ts';

const lengths = { long: 5_000, short: 10 };

export const longStream = async ({ hospital, rounds, progress }: House): Promise<Lines> => {
  const { env, chats, event } = hospital.told;
  const [any] = chats;
  if (!any) throw new Error('there is nobody to speak');
  const store = eventStore(`${env.EVENT_STORE_URL}`);
  /** A conversation in which so much was said, past the write side, that its stream has that many events. */
  const fill = async (length: number): Promise<Chat> => {
    const conversationId = v4();
    const of = (type: string, data: object) => ({
      id: v4(),
      type: `conversation.${type}`,
      data: { conversationId, patientId: any.patient.id, doctorId: any.doctor.id, ...data },
      metadata: { ...event.metadata, commandId: v4() },
    });
    const { visitPersonId, kind, text, from } = event.data;
    const said = { visitPersonId, kind, text, from };
    const all = [of('opened', { visitPersonId })];
    while (all.length < length) all.push(of('message-sent', { ...said, messageId: v4(), sequence: all.length }));
    for (let at = 0; at < length; at += 500)
      await store.append(`conversation-${conversationId}`, all.slice(at, at + 500), at === 0 ? 'no_stream' : at - 1);
    return { ...any, conversationId };
  };
  const streams: { long: Chat; short: Chat }[] = [];
  for (let round = 0; round < rounds; round++)
    streams.push({ long: await fill(lengths.long), short: await fill(lengths.short) });
  await store.close();
  await hospital.run('head');

  const service = await part<typeof writeSide>('write-side', { env });
  const { ask, close } = http(service.told.origin);
  const speak = async (chat: Chat): Promise<number> => {
    const began = performance.now();
    await sendMessage(ask, chat, 'patient', v4());
    return performance.now() - began;
  };
  const inBoth = (times: number) => {
    const pick = (round: number) => streams[round % rounds] as (typeof streams)[number];
    return inTurn(
      times,
      round => speak(pick(round).long),
      round => speak(pick(round).short),
    );
  };
  hospital.freeze();
  // The process is warm before the streams are.
  for (let index = 0; index < 200; index++) await speak(any);
  const first = await inBoth(rounds);
  const further = await inBoth(50 * rounds);
  hospital.thaw();
  await hospital.run('head');
  close();
  await service.close();
  progress(`${rounds} streams of each length`);
  const line = ({ ours, raw }: typeof first) => {
    const medians = { ours: median(ours), raw: median(raw) };
    return { unit: 'ms', ...medians, ratio: medians.ours / medians.raw };
  };
  return { warm: line(further), cold: line(first) };
};
