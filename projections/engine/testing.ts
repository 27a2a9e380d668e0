import type { EventStore } from '@yunzhen/platform/eventstore';
import type { View } from '../view.ts';
import { fold, present, type Stored, steps } from './fold.ts';

/** The documents of a view by its definition alone: every event folded one after the other, from the start. */
export const folded = async (store: EventStore, view: View): Promise<Map<string, Stored>> => {
  const documents = new Map<string, Stored>();
  for (let at: bigint | null = null, end = false; !end; ) {
    const page = await store.readAll(at, 1_000);
    for (const event of page.events)
      for (const [id, list] of steps(view, [event], () => undefined)) {
        const after = present(fold(id, documents.get(id), list));
        if (after) documents.set(id, after);
        else documents.delete(id);
      }
    at = page.last;
    end = page.end;
  }
  return documents;
};
