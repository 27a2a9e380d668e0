import { h5 } from './h5';
import { weapp } from './weapp';

export const wechat = process.env.TARO_ENV === 'h5' ? h5 : weapp;
