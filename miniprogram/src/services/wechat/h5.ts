/** In a browser: WeChat's stand-in behind the same origin hands out codes and shows a cashier page. */
import Taro from '@tarojs/taro';
import { NoAnswer, Problem } from '@yunzhen/contracts/api/problem';
import type { DemoAccount, PayOutcome, Wechat } from './port';

const standin = '/wechat/_standin';
const framed = () => window.parent !== window;

export const h5: Wechat = {
  code: async person => {
    const { statusCode, data } = await Taro.request<{ code: string }>({
      url: `${standin}/codes`,
      method: 'POST',
      data: { person },
    }).catch(() => {
      throw new NoAnswer('POST codes');
    });
    if (statusCode !== 200) throw new Problem(503, 'unavailable');
    return data.code;
  },
  pay: async ({ package: packed, signType: _, ...signed }, back) => {
    const target = new URL(location.href);
    target.searchParams.delete('payment');
    target.hash = back;
    const asked = { prepay_id: packed.slice('prepay_id='.length), ...signed, return: target.href };
    const cashier = `${standin}/cashier?${new URLSearchParams(asked)}`;
    // The cashier lets no page show it inside another one: beside the frame it opens as a window of its own.
    if (framed()) return inWindow(cashier);
    location.href = cashier;
    return 'away';
  },
  keepFile: async (name, text) => {
    const url = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
    Object.assign(document.createElement('a'), { href: url, download: name }).click();
    // The download has to have begun.
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    return true;
  },
  demo: async () => {
    const answer = await Taro.request<readonly DemoAccount[]>({ url: '/demo/accounts' }).catch(() => null);
    return answer?.statusCode === 200 ? answer.data : null;
  },
};

const inWindow = (cashier: string): Promise<PayOutcome> => {
  const opened = window.open(cashier, '_blank', 'popup,width=420,height=720');
  if (!opened) return Promise.resolve('blocked');
  return new Promise(resolve => {
    const done = (outcome: PayOutcome) => {
      clearInterval(watch);
      window.removeEventListener('message', told);
      resolve(outcome);
    };
    const told = ({ origin, data }: MessageEvent<{ payment?: PayOutcome }>) => {
      if (origin === location.origin && data.payment) done(data.payment);
    };
    window.addEventListener('message', told);
    const watch = setInterval(() => opened.closed && done('cancel'), 500);
  });
};

/** What the cashier page said on the way back, once; a window that was opened only for it tells and closes. */
export const cashierSaid = (): PayOutcome | null => {
  const here = new URL(location.href);
  const said = here.searchParams.get('payment') as PayOutcome | null;
  if (!said) return null;
  here.searchParams.delete('payment');
  history.replaceState(history.state, '', here.href);
  if (window.opener) {
    window.opener.postMessage({ payment: said }, location.origin);
    window.close();
  }
  return said;
};
