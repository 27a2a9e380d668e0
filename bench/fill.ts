/** What the hospital of the bench is filled with: copies of what was lived in it, and conversations to speak in. */
import type { Role } from '@yunzhen/contracts/roles';
import type { Hospital } from '@yunzhen/local/hospital';
import { demoDoctors } from '@yunzhen/local/seed/catalogue';
import { inParallel, system } from '@yunzhen/local/seed/demo';
import type { EventStore, RecordedEvent } from '@yunzhen/platform/eventstore';
import type { Tokens } from '@yunzhen/platform/tokens';
import type { Dispatch } from '@yunzhen/write-side/dispatch';
import { v4, v5 } from 'uuid';

type Filled = Pick<Hospital, 'dispatch' | 'servers'>;

/** Capabilities that there is one of in a hospital, however many visits. */
const kept = /^(account|department|drug|diagnosis|practitioner)-/;
/** An id, but not the owner's in a sealed value: a copy is sealed under the same key. */
const ids = /(?<!sealed\.1\.)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Copies the history under other ids until there are so many events; answers how many there are. */
export const copies = async (store: EventStore, events: number): Promise<number> => {
  const all: RecordedEvent[] = [];
  for (let at: bigint | null = null, end = false; !end; ) {
    const page = await store.readAll(at, 1_000);
    all.push(...page.events);
    at = page.last;
    end = page.end;
  }
  const streams = new Map<string, RecordedEvent[]>();
  for (const event of all) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  const staying = new Set([...streams.keys()].filter(name => kept.test(name)).flatMap(name => name.match(ids) ?? []));
  const copied = [...streams].filter(([name]) => !kept.test(name));
  let count = all.length;
  while (count < events) {
    const namespace = v4();
    const other = <T>(value: T): T =>
      JSON.parse(JSON.stringify(value).replaceAll(ids, id => (staying.has(id) ? id : v5(id, namespace)))) as T;
    await inParallel(copied, 64, async ([name, list]) => {
      const news = list.map(({ id, type, data, metadata }) => other({ id, type, data, metadata }));
      await store.append(other(name), news, 'no_stream');
      count += news.length;
    });
  }
  return count;
};

export interface Chat {
  readonly conversationId: string;
  readonly patient: { readonly id: string; readonly token: string };
  readonly doctor: { readonly id: string; readonly token: string };
}

/** What a chat message leaves in the store. */
export type Said = Pick<RecordedEvent, 'data' | 'metadata'>;

/** Opens so many running consultations with their chats, and says one thing in each. */
export const chats = async (
  { dispatch, servers }: Filled,
  issueAccess: Tokens['issueAccess'],
  count: number,
): Promise<{ chats: readonly Chat[]; event: Said }> => {
  const token = async (id: string, role: string) => ({ id, token: await issueAccess(id, [role]) });
  for (const { id } of demoDoctors) await openAccount(dispatch, id, 'doctor');
  const doctors = await Promise.all(demoDoctors.map(({ id }) => token(id, 'doctor')));
  const opened = await Promise.all(
    Array.from(
      { length: count },
      async (_, index): Promise<Chat> => ({
        conversationId: v4(),
        patient: await token(v4(), 'patient'),
        doctor: doctors[index % doctors.length] as Chat['doctor'],
      }),
    ),
  );
  await inParallel(opened, 64, async ({ conversationId: id, patient, doctor }) => {
    const send = (capability: string, command: string, input: object, by: Parameters<Dispatch>[1]['by'] = system) => {
      const commandId = v4();
      const at = new Date().toISOString();
      return dispatch(
        { capability, id, command, input },
        { commandId, correlationId: commandId, causationId: commandId, by, at },
      );
    };
    const parties = { patientId: patient.id, visitPersonId: v4(), doctorId: doctor.id };
    const departmentId = demoDoctors.find(one => one.id === doctor.id)?.departmentId;
    const place = { clinicSessionId: v4(), number: 1, departmentId, startsAt: new Date().toISOString() };
    await openAccount(dispatch, patient.id, 'patient');
    await send('consultation', 'open', { ...parties, ...place });
    await send('consultation', 'accept', { eligible: true }, { id: doctor.id, role: 'doctor' });
    await send('conversation', 'open', parties);
    const first = { messageId: v4(), kind: 'text', text: '医生您好，我最近的情况和上次差不多，药一直按时吃。' };
    await send('conversation', 'send', first, { id: patient.id, role: 'patient' });
  });
  for await (const { data, metadata } of servers.store.readStream(`conversation-${opened[0]?.conversationId}`, 1))
    return { chats: opened, event: { data, metadata } };
  throw new Error('the first message is not in its stream');
};

/** Who is signed in has an account; that of a demo login is there already. */
export const openAccount = async (dispatch: Dispatch, id: string, role: Role): Promise<void> => {
  const commandId = v4();
  await dispatch(
    { capability: 'account', id, command: 'open', input: { role } },
    { commandId, correlationId: commandId, causationId: commandId, by: system, at: new Date().toISOString() },
  );
};
