import Taro from '@tarojs/taro';
import { NoAnswer } from '@yunzhen/contracts/api/problem';
import type { Wechat } from './port';

export const weapp: Wechat = {
  code: async () => {
    const { code } = await Taro.login().catch(() => {
      throw new NoAnswer('wx.login');
    });
    return code;
  },
  pay: async ({ appId: _, ...params }) => {
    try {
      await Taro.requestPayment(params);
      return 'success';
    } catch (error) {
      return /cancel/.test(String((error as { errMsg?: string }).errMsg)) ? 'cancel' : 'fail';
    }
  },
  demo: async () => null,
};
