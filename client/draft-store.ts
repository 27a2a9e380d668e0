/** What was typed and not sent yet: only the fields that were touched, so that one that was emptied stays empty whatever stands behind it. */

/** Where drafts are kept: the phone's storage or the browser's. None of these may throw. */
export interface DraftStorage {
  readonly read: (key: string) => unknown;
  readonly write: (key: string, touched: object) => void;
  readonly remove: (key: string) => void;
  readonly keys: () => readonly string[];
  /** Calls with the key that another tab has changed. */
  readonly onChange?: (changed: (key: string) => void) => void;
}

export type Touched = Readonly<Record<string, unknown>>;
export interface DraftStore {
  readonly touched: (key: string) => Touched;
  readonly change: (key: string, part: Touched) => void;
  /** It was sent or given up. */
  readonly clear: (key: string) => void;
  /** Gone from storage, still on the page that shows it: the next page is not there yet. */
  readonly forget: (key: string) => void;
  /** Removes every draft but those of this owner; of everybody when it is empty. */
  readonly keepOnly: (owner: string) => void;
  /** For as long as a page shows the draft. */
  readonly subscribe: (key: string, listener: () => void) => () => void;
}

const nothing: Touched = {};

export const draftStore = (storage: DraftStorage): DraftStore => {
  /** What the open pages show: a full storage loses the copy, never what is on the page. */
  const open = new Map<string, Touched>();
  const listeners = new Map<string, Set<() => void>>();
  const tell = (key: string) => {
    for (const listener of [...(listeners.get(key) ?? [])]) listener();
  };
  const read = (key: string): Touched => {
    const kept = storage.read(key);
    return typeof kept === 'object' && kept !== null ? (kept as Touched) : nothing;
  };
  storage.onChange?.(key => {
    if (open.delete(key)) tell(key);
  });
  const touched = (key: string): Touched => {
    const known = open.get(key) ?? read(key);
    open.set(key, known);
    return known;
  };
  return {
    touched,
    change: (key, part) => {
      const next = { ...touched(key), ...part };
      open.set(key, next);
      storage.write(key, next);
      tell(key);
    },
    clear: key => {
      open.delete(key);
      storage.remove(key);
      tell(key);
    },
    forget: key => storage.remove(key),
    keepOnly: owner => {
      const others = [...storage.keys(), ...open.keys()].filter(key => owner === '' || !key.startsWith(`${owner}.`));
      for (const key of new Set(others)) {
        open.delete(key);
        storage.remove(key);
        tell(key);
      }
    },
    subscribe: (key, listener) => {
      const mine = listeners.get(key) ?? new Set();
      listeners.set(key, mine.add(listener));
      return () => {
        mine.delete(listener);
        if (mine.size > 0) return;
        listeners.delete(key);
        open.delete(key);
      };
    },
  };
};
