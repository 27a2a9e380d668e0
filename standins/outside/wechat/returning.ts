/** Where a cashier page may send the payer back to: never a stranger's site, never a script. */
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The address when it is this machine's, this page's host's or the merchant's own; otherwise undefined. */
export const safeReturn = (given: string, host: string, notifyUrl: string): string | undefined => {
  if (!URL.canParse(given)) return undefined;
  const url = new URL(given);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  const own = new URL(`http://${host}`).hostname;
  const merchant = new URL(notifyUrl).hostname;
  return loopback.has(url.hostname) || url.hostname === own || url.hostname === merchant ? url.href : undefined;
};
