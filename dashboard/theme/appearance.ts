/** Light or dark: as the person chose, else as the system says. */
import { useSyncExternalStore } from 'react';

type Chosen = 'system' | 'light' | 'dark';
const key = 'yunzhen.appearance';
const system = window.matchMedia('(prefers-color-scheme: dark)');
const reduced = window.matchMedia('(prefers-reduced-motion: reduce)');
/** Fingers, or so little room that it is a phone. */
const touched = window.matchMedia('(max-width: 900px), (pointer: coarse)');
/** What goes to paper is light. */
const paper = window.matchMedia('print');
const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};
system.addEventListener('change', tell);
reduced.addEventListener('change', tell);
paper.addEventListener('change', tell);
touched.addEventListener('change', tell);

const chosen = (): Chosen => {
  const stored = localStorage.getItem(key);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
};
export const choose = (next: Chosen): void => {
  localStorage.setItem(key, next);
  tell();
};

let forced = false;
/** Dark whatever was chosen, for as long as the returned function is not called: the wall. */
export const forceDark = (): (() => void) => {
  forced = true;
  tell();
  return () => {
    forced = false;
    tell();
  };
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useDark = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => !paper.matches && (forced || (chosen() === 'system' ? system.matches : chosen() === 'dark')),
  );
export const useMotion = (): boolean => useSyncExternalStore(subscribe, () => !reduced.matches);
export const useTouch = (): boolean => useSyncExternalStore(subscribe, () => touched.matches);
