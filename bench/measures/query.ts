/** Queries against a bare Fastify that answers the same bytes: one that Redis keeps, and one that is looked up each time. */
import { http } from '../http.ts';
import { againstBare, type House, inTurn, type Measured, metered } from '../measure.ts';
import { part } from '../part.ts';
import type { prepare as asking } from '../parts/asking.ts';
import type { prepare as fastify } from '../parts/fastify.ts';
import type { Round } from '../statistics.ts';

const counted = ({ count }: Round) => count;
const pace = { ms: 1_000, inFlight: 32 };

const measured = async (
  { hospital, rounds, progress }: House,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<Measured> => {
  const { origin } = hospital.told;
  const { ask, close } = http(origin);
  const { status, body } = await ask({ method: 'GET', path, headers });
  close();
  if (status !== 200) throw new Error(`${status} ${body}`);
  const bare = await part<typeof fastify>('fastify', { bodies: { [path]: body } });
  const get = await part<typeof asking>('asking', null);
  const from = (there: string) => get.run({ origin: there, paths: [path], headers, pace });
  await from(origin);
  await from(bare.told.origin);
  const { ours, raw } = await inTurn(
    rounds,
    () => metered(hospital, () => from(origin), counted),
    () => metered(bare, () => from(bare.told.origin), counted),
  );
  await Promise.all([get.close(), bare.close()]);
  progress(`${body.length} characters, ${rounds} rounds`);
  return {
    unit: 'queries/s',
    ...againstBare(ours, raw),
  };
};

export const queryCached = (house: House): Promise<Measured> => measured(house, '/api/doctors', {});

/** The messages of a chat: three look-ups and the opening of sealed text. */
export const query = (house: House): Promise<Measured> => {
  const [chat] = house.hospital.told.chats.slice(-1);
  if (!chat) throw new Error('there is no chat to look up');
  const path = `/api/conversations/${chat.conversationId}/messages`;
  return measured(house, path, { authorization: `Bearer ${chat.patient.token}` });
};
