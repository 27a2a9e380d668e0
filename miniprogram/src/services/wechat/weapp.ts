import Taro from '@tarojs/taro';
import type { Wechat } from './port';

export const weapp: Wechat = {
  code: async () => (await Taro.login()).code,
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
