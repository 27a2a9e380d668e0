/** 长辈模式: everything × 1.3 and fewer entries; stays on. */
import { storage } from './storage';
import { store, useStore } from './store';

const large = store(storage.get<boolean>('large') === true);

export const isLarge = large.get;
export const useLarge = (): boolean => useStore(large);
export const setLarge = (on: boolean): void => {
  storage.set('large', on);
  large.set(on);
};
