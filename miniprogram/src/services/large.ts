/** 长辈模式: everything × 1.3 and fewer entries; stays on. */

import { store, useStore } from '@yunzhen/client/store';
import { storage } from './storage';

const large = store(storage.get<boolean>('large') === true);
/** The browser's tab bar stands outside of every page. */
const tellBar = (on: boolean): void => {
  if (process.env.TARO_ENV === 'h5') document.documentElement.classList.toggle('large-mode', on);
};
tellBar(large.get());

export const isLarge = large.get;
export const useLarge = (): boolean => useStore(large);
export const setLarge = (on: boolean): void => {
  storage.set('large', on);
  large.set(on);
  tellBar(on);
};
