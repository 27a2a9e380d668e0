/** In a browser: a page whose code could not be loaded says so, and comes by itself once the network is back. */
import { toast } from './go';

const chunk = /loading (css )?chunk .* failed/i;

/** Once, when the app starts. */
export const watchChunks = (): void => {
  if (process.env.TARO_ENV !== 'h5') return;
  let missing = false;
  window.addEventListener('unhandledrejection', event => {
    if (!chunk.test(String((event.reason as Error | undefined)?.message))) return;
    event.preventDefault();
    missing = true;
    toast('这个页面没有加载出来，网络恢复后会自动打开');
  });
  // The address is that of the page already.
  window.addEventListener('online', () => missing && location.reload());
};
