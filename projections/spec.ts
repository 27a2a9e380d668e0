import assert from 'node:assert/strict';
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import { fold, present, type Stored, steps } from './engine/fold.ts';
import type { View } from './view.ts';

/** An event of a view's specification: `at` and `id` only where the view shows them. */
export interface Given {
  readonly type: string;
  readonly data: object;
  readonly at?: string;
  readonly id?: string;
}

const poison = (_: unknown, error: unknown): never => {
  throw error;
};

/**
 * given(events).then(id, document): exact, without `_id` and `position`; null when there is no document. Played in pages of one
 * and of all, and everything twice: the same document each time.
 */
export const spec = (view: View) => ({
  given: (...given: Given[]) => {
    const events = given.map(
      ({ type, data, at, id }, index): RecordedEvent => ({
        id: id ?? `00000000-0000-5000-8000-${String(index).padStart(12, '0')}`,
        type,
        stream: 'given',
        revision: index,
        position: BigInt(100 * (index + 1)),
        data: data as Record<string, unknown>,
        metadata: { at: at ?? '2026-01-05T08:00:00.000Z' },
        created: new Date(0),
      }),
    );
    const play = (pages: RecordedEvent[][], into = new Map<string, Stored>()) => {
      for (const page of pages)
        for (const [id, list] of steps(view, page, poison)) {
          const after = fold(id, into.get(id), list);
          if (after) into.set(id, after);
          else into.delete(id);
        }
      return into;
    };
    return {
      // biome-ignore lint/suspicious/noThenProperty: the word of the specification; never awaited
      then: (id: string, expected: object | null) => {
        const single = events.map(event => [event]);
        const once = play(single);
        for (const documents of [once, play([events]), play(single, play([events])), play([events], play(single))]) {
          const document = present(documents.get(id));
          if (!document) assert.equal(null, expected);
          else {
            const { _id, position: _, ...shown } = document;
            assert.equal(_id, id);
            assert.deepEqual(shown, expected);
          }
        }
      },
    };
  },
});
