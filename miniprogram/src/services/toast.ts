/** A few words over the page, gone by themselves. A browser's are our own: Taro's neither grow in 长辈模式 nor are read aloud. */
import Taro from '@tarojs/taro';
import { isLarge } from './large';

const ms = 2_500;
let shown: HTMLElement | undefined;

export const toast = (title: string): void => {
  if (process.env.TARO_ENV !== 'h5') return void Taro.showToast({ title, icon: 'none', duration: ms });
  shown?.remove();
  const box = document.createElement('div');
  box.className = isLarge() ? 'toast large' : 'toast';
  box.setAttribute('role', 'status');
  box.textContent = title;
  document.body.append(box);
  shown = box;
  setTimeout(() => box.remove(), ms);
};
