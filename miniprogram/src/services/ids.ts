/** New UUIDs (v7). WeChat gives random bytes only asynchronously: some are fetched ahead. */
import Taro from '@tarojs/taro';
import { v7 } from 'uuid';

let pool: number[] = [];
const poolSize = 1_024;

const refill = (): void => {
  if (process.env.TARO_ENV === 'h5') return;
  Taro.getRandomValues?.({
    length: poolSize,
    success: ({ randomValues }) => {
      pool = [...new Uint8Array(randomValues as ArrayBuffer)];
    },
  });
};
refill();

const random = (): Uint8Array => {
  if (process.env.TARO_ENV === 'h5') return crypto.getRandomValues(new Uint8Array(16));
  const bytes = pool.splice(0, 16);
  if (pool.length < 256) refill();
  // Before the first bytes came, and on versions without them: unique is enough, nothing is protected by an id.
  while (bytes.length < 16) bytes.push(Math.floor(Math.random() * 256));
  return Uint8Array.from(bytes);
};

export const newId = (): string => v7({ random: random() });
