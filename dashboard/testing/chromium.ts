/** The Chromium that browser suites use: the one on PATH, else the one from npm. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { packagedChromium } from './packaged-chromium.ts';

const runs = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const onPath = (): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap(dir => ['chromium', 'chromium-browser', 'google-chrome'].map(name => join(dir, name)))
    .find(runs);

export const openBrowser = async (): Promise<Browser> => {
  const executablePath = onPath();
  return chromium.launch(executablePath ? { executablePath } : await packagedChromium());
};
