import { expect, test } from '@jest/globals';
import { keeper, workFor } from './keep.ts';
import { readWork, type Work } from './work.ts';

const told = { kind: 'call', gateway: 'wechat-pay.notified', key: '4200001', input: { amount: 2_500 } } as const;
const now = Date.parse('2026-03-02T01:00:00.000Z');

test('what is told twice is one work, due at once, for whoever holds the process', async () => {
  const box: Work[] = [];
  const keep = keeper(
    {
      add: async list => {
        box.push(...list);
        return new Set();
      },
    },
    'paying',
    () => now,
  );
  await keep(told);
  await keep(told);
  expect(box.map(({ _id }) => _id)).toEqual([box[0]?._id, box[0]?._id]);
  expect(box[0]).toMatchObject({ process: 'paying', system: 'wechat-pay', state: 'due', epoch: 0, what: told });
  expect(
    readWork(JSON.parse(JSON.stringify(box[0]), (key, value) => (/^(at|since)$/.test(key) ? new Date(value) : value))),
  ).toEqual(box[0]);
});

test('another key is another work', () => {
  expect(workFor('paying', { ...told, key: '4200002' }, now)._id).not.toBe(workFor('paying', told, now)._id);
});
