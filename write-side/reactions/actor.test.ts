import { expect, test } from '@jest/globals';
import { capability, id } from '@yunzhen/contracts/language';
import type { Actor } from '@yunzhen/contracts/roles';
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import type { Envelope } from '../commit.ts';
import { performer } from './perform.ts';
import { worksFor } from './plan.ts';
import { process, send } from './process.ts';
import { readWork, type Work } from './work.ts';

const jar = capability('jar', {
  events: { filled: { jarId: id } },
  about: { filled: {} },
  commands: { close: { summary: 'Close it', input: {} } },
  refusals: [],
});
const jarId = '0199a41f-18cb-710c-8e31-eb13409541be';
const closing = process<{ type: 'jar.filled'; data: { jarId: string } }>('closing', {
  from: 'origin',
  on: { 'jar.filled': e => send(jar, e.jarId, 'close', {}) },
});
const patient: Actor = { id: '0199a41f-18cb-710c-8e31-eb13409541bf', role: 'patient' };

const work = (metadata: object): Work => {
  const [one] = worksFor(
    closing,
    {
      ...{ id: 'event', type: 'jar.filled', stream: `jar-${jarId}`, revision: 0, position: 1n, created: new Date(0) },
      ...{ data: { jarId }, metadata: { at: '2026-03-02T01:00:00.000Z', $correlationId: 'c', ...metadata } },
    } as RecordedEvent,
    { epoch: 1, now: 0 },
    error => {
      throw error;
    },
  );
  if (!one) throw new Error('nothing follows');
  return one;
};
/** What is sent for an event with this metadata. */
const envelopeOf = async (metadata: object): Promise<Envelope> => {
  const sent: Envelope[] = [];
  const perform = performer(closing, {
    dispatch: async (_: unknown, envelope: Envelope) => {
      sent.push(envelope);
      return { revision: 0, position: 1n };
    },
    ask: {},
    now: () => 0,
    warn: () => undefined,
  } as never);
  await perform(work(metadata));
  const [envelope] = sent;
  if (!envelope) throw new Error('nothing was sent');
  return envelope;
};

test('[T4] what a process does is done by it, by its name, and says who caused it', async () => {
  const { by, causedBy } = await envelopeOf({ actor: patient.id, role: patient.role });
  expect({ by, causedBy }).toEqual({ by: { id: 'closing', role: 'system' }, causedBy: patient });
});

test('[T4] who caused it is told on from one process to the next', async () => {
  const { by, causedBy } = await envelopeOf({ actor: 'filling', role: 'system', causedBy: patient });
  expect({ by, causedBy }).toEqual({ by: { id: 'closing', role: 'system' }, causedBy: patient });
});

test('[T4] an outside system that told it is the cause by its name', async () => {
  const { causedBy } = await envelopeOf({ actor: 'wechat-pay', role: 'system' });
  expect(causedBy).toEqual({ id: 'wechat-pay', role: 'system' });
});

test('work that was stored before the cause was known is done all the same', () => {
  const { cause, ...rest } = work({});
  const { by: _, ...older } = cause;
  expect(readWork({ ...rest, version: 1, cause: older })).toEqual({ ...rest, cause: { ...older, by: null } });
});
