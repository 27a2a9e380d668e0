/** Folds a page of events into documents, in memory and purely: what is applied once is never applied twice. */
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import type { Document, Operation, Patch, View } from '../view.ts';

/**
 * A document as it is stored: `position` is that of the event that last changed it. Of a removed one only that is left, as `gone`: a
 * late process could otherwise write it again.
 */
export type Stored = Document & { readonly _id: string; readonly position: number; readonly gone?: true };
export interface Step {
  readonly operation: Operation;
  readonly position: number;
}

/** Positions are log offsets in bytes: exact as numbers up to 2^53, nine petabytes. */
export const positionOf = (event: RecordedEvent): number => Number(event.position);

/**
 * What a page asks of a view, by document id, in order. `poison` is told of the first event that the view's table cannot take;
 * the steps end before it.
 */
export const steps = (
  { on }: View,
  events: readonly RecordedEvent[],
  poison: (event: RecordedEvent, error: unknown) => void,
): Map<string, Step[]> => {
  const byId = new Map<string, Step[]>();
  for (const event of events) {
    const table = on[event.type];
    if (!table) continue;
    let operations: readonly Operation[];
    try {
      operations = operationsOf(table(event.data as never, { at: String(event.metadata.at), eventId: event.id }));
    } catch (error) {
      poison(event, error);
      return byId;
    }
    for (const operation of operations) {
      const list = byId.get(operation.id);
      const step = { operation, position: positionOf(event) };
      if (list) list.push(step);
      else byId.set(operation.id, [step]);
    }
  }
  return byId;
};

const operationsOf = (answer: Operation | readonly Operation[]): readonly Operation[] => {
  const operations = Array.isArray(answer) ? (answer as readonly Operation[]) : [answer as Operation];
  if (operations.every(({ id }) => typeof id === 'string')) return operations;
  throw new TypeError('the event names no document');
};

/** The document after these steps, also when it is gone; null when there never was one, the same object when nothing is new. */
export const fold = (id: string, before: Stored | undefined, list: readonly Step[]): Stored | null => {
  const known = before?.position ?? -1;
  let document: Stored | null = before ?? null;
  for (const { operation, position } of list) if (position > known) document = apply(id, document, operation, position);
  return document;
};

/** As readers see it: null when it is gone. */
export const present = (document: Stored | null | undefined): Stored | null =>
  document && !document.gone ? document : null;

const apply = (_id: string, stored: Stored | null, operation: Operation, position: number): Stored | null => {
  const before = present(stored);
  const { where, existing = where !== undefined } = operation;
  if (operation.remove) return { _id, position, gone: true };
  if ((existing && !before) || (before && where && !matches(before, where))) return stored;
  const after: Record<string, unknown> = { ...before, ...operation.set };
  for (const [field, by] of Object.entries(operation.inc ?? {})) after[field] = Number(after[field] ?? 0) + Number(by);
  for (const [field, element] of Object.entries(operation.push ?? {})) after[field] = [...list(after[field]), element];
  for (const [field, like] of Object.entries(operation.pull ?? {}))
    after[field] = list(after[field]).filter(element => !matches(element, like as unknown as Document));
  for (const [field, change] of Object.entries(operation.patch ?? {}))
    after[field] = list(after[field]).map(element => patched(element, change as unknown as Patch<Document>));
  return { ...after, _id, position };
};

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const patched = (element: unknown, { match, set }: Patch<Document>): unknown =>
  matches(element, match) ? { ...Object(element), ...set } : element;
const matches = (element: unknown, like: Document): boolean =>
  Object.entries(like).every(([field, value]) => Object(element)[field] === value);
