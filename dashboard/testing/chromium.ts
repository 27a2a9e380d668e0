/** A Chromium: the one on PATH, else the one from npm. */
import { execFileSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

const onPath = (): string | undefined => {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome'])
    try {
      return execFileSync('which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    } catch {
      // The next one.
    }
  return undefined;
};

export const openBrowser = async (): Promise<Browser> => {
  const executablePath = onPath();
  if (executablePath) return chromium.launch({ executablePath });
  const { default: packaged } = await import('@sparticuz/chromium');
  return chromium.launch({ executablePath: await packaged.executablePath(), args: packaged.args });
};
