/**
 * What was typed, kept on the phone until it was sent: leaving, reloading or losing the network loses nothing. It is shown to who typed it
 * alone: the next one to sign in on the same phone starts empty.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useOwner } from '@/services/session';
import { storage } from '@/services/storage';

export const useDraft = <T extends object>(
  key: string,
  empty: T,
): readonly [T, (change: Partial<T>) => void, () => void] => {
  const name = `draft:${useOwner()}:${key}`;
  const [value, setValue] = useState<T>(() => ({ ...empty, ...storage.get<Partial<T>>(name) }));
  const known = useRef(name);
  useEffect(() => {
    if (known.current === name) return;
    known.current = name;
    setValue({ ...empty, ...storage.get<Partial<T>>(name) });
  }, [name, empty]);
  const change = useCallback(
    (part: Partial<T>) =>
      setValue(before => {
        const after = { ...before, ...part };
        storage.set(name, after);
        return after;
      }),
    [name],
  );
  const clear = useCallback(() => {
    storage.remove(name);
    setValue(empty);
  }, [name, empty]);
  return [value, change, clear];
};
