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
  // A mini-program has no folder of its owner's: the file is sent to a chat, such as that with oneself, and goes from here.
  keepFile: async (name, text) => {
    const files = Taro.getFileSystemManager();
    const filePath = `${Taro.env.USER_DATA_PATH}/${name}`;
    files.writeFileSync(filePath, text, 'utf8');
    try {
      await Taro.shareFileMessage({ filePath, fileName: name });
      return true;
    } catch {
      return false;
    } finally {
      files.unlinkSync(filePath);
    }
  },
  demo: async () => null,
};
