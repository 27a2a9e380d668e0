/** Between pages. Page stacks are short in WeChat (ten): a page that cannot be put on top replaces the last one. */
import Taro from '@tarojs/taro';
import { ask, hasDialogs } from './dialog';

type Params = Readonly<Record<string, string | undefined>>;

const tabs = new Set(['/pages/home/index', '/pages/visits/index', '/pages/messages/index', '/pages/me/index']);

export const address = (path: string, params: Params = {}): string => {
  const pairs = Object.entries(params).filter(([, value]) => value !== undefined);
  if (pairs.length === 0) return path;
  return `${path}?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&')}`;
};

export const go = (path: string, params: Params = {}): void => {
  const url = address(path, params);
  if (tabs.has(path)) void Taro.switchTab({ url });
  else void Taro.navigateTo({ url }).catch(() => Taro.redirectTo({ url }));
};
export const replace = (path: string, params: Params = {}): void =>
  void Taro.redirectTo({ url: address(path, params) });
export const restart = (path: string): void => void Taro.reLaunch({ url: path });
/** Another page lies below this one. */
export const stacked = (): boolean => Taro.getCurrentPages().length > 1;
export const back = (): void => {
  if (stacked()) void Taro.navigateBack();
  else void Taro.switchTab({ url: '/pages/home/index' });
};

const tops = /^\/?(pages\/(home|visits|messages|me)|doctor\/(bench|prescriptions|schedule|mine))\//;
/** On a page that a tab bar leads to: there is no way back. */
export const onTop = (): boolean => tops.test(Taro.getCurrentInstance().router?.path ?? '');

/** Where those who are not signed in, or no longer, are sent: staff from their pages, patients from all others. */
export const signIn = (): void => {
  const here = Taro.getCurrentInstance().router?.path ?? '';
  go('/pages/sign-in/index', { as: here.startsWith('/doctor/') ? 'staff' : undefined });
};

export { toast } from './toast';

const otherwise = '再想想';
/** Asks with the consequence in the question. */
export const confirm = async (title: string, content: string, verb: string): Promise<boolean> =>
  hasDialogs
    ? ask(title, content, verb, otherwise)
    : (await Taro.showModal({ title, content, confirmText: verb, cancelText: otherwise, confirmColor: '#C8321F' }))
        .confirm;
