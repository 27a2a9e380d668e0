import { expect, test } from '@jest/globals';
import { deadlines } from '@yunzhen/contracts/index';
import { currentFixtures } from '@yunzhen/contracts/testing/fixtures';
import { processes } from '../core.ts';
import type { Reaction } from '../reactions/process.ts';

const fixtures = currentFixtures();
const meta = { eventId: '0199eeee-0000-7000-8000-000000000000', at: '2026-03-02T01:00:00.000Z' };
const reactionsTo = (event: string): readonly Reaction[] =>
  processes.flatMap(({ on }) => [on[event]?.(fixtures.get(event) as never, meta) ?? []].flat());

test.each(deadlines.map(one => [one.command, one] as const))(
  '[P6.11] [R2.3] [O1.1] %s is set for its time',
  (_, declared) => {
    const { event, until, minutesAfter = 0, id, capability, command, input } = declared;
    const data = fixtures.get(event) ?? {};
    expect(reactionsTo(event)).toContainEqual({
      kind: 'send',
      capability,
      id: data[id],
      command,
      input: Object.fromEntries(input.map(field => [field, data[field]])),
      at: new Date(Date.parse(String(data[until])) + minutesAfter * 60_000).toISOString(),
    });
  },
);
