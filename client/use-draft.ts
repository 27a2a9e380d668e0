/** A form that keeps what was typed until it was sent: leaving, reloading or losing the network loses nothing, and nothing is mixed up. */
import { useCallback, useSyncExternalStore } from 'react';
import { type DraftPurpose, type DraftSubject, draftKey } from './draft-keys.ts';
import type { DraftStore } from './draft-store.ts';

export interface Draft<T> {
  /** What is shown: what was typed, and where nothing was typed what stood there before. */
  readonly value: T;
  /** Somebody has typed something, be it nothing where something stood. */
  readonly touched: boolean;
  readonly change: (part: Partial<T>) => void;
  /** It was sent: the form is as it was before. */
  readonly clear: () => void;
  /** It was sent, and the next page is on its way: nothing is kept, the form stays as it is until then. */
  readonly forget: () => void;
}

const untouched = {};

/**
 * @param owner a hook that answers the id of who types, empty for nobody
 * @returns `useDraft(purpose, subject, before)`: `before` is what stands in fields that nobody touched, such as the answer of a query
 */
export const draftHook =
  (store: DraftStore, owner: () => string) =>
  <P extends DraftPurpose, T extends object>(purpose: P, subject: DraftSubject<P>, before: T): Draft<T> => {
    const key = draftKey(owner(), purpose, subject);
    const read = () => (key === null ? untouched : store.touched(key));
    const subscribe = useCallback(
      (listener: () => void) => (key === null ? () => undefined : store.subscribe(key, listener)),
      [key],
    );
    const touched = useSyncExternalStore(subscribe, read, read) as Partial<T>;
    return {
      value: { ...before, ...touched },
      touched: Object.keys(touched).length > 0,
      change: useCallback((part: Partial<T>) => key !== null && store.change(key, part), [key]),
      clear: useCallback(() => key !== null && store.clear(key), [key]),
      forget: useCallback(() => key !== null && store.forget(key), [key]),
    };
  };
