/** Chinese letters for the pictures of tests, where the system has none. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { BrowserContext } from 'playwright-core';

const fonts = dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/package.json'));
const weights = [400, 600];

/** Serves Noto Sans SC beside the page, piece by piece as its letters are needed. */
export const withChinese = async (context: BrowserContext): Promise<void> => {
  await context.route('**/testing-fonts/**', async route => {
    const name = new URL(route.request().url()).pathname.split('/testing-fonts/')[1];
    const contentType = name?.endsWith('.css') ? 'text/css' : 'font/woff2';
    await route.fulfill({ body: await readFile(`${fonts}/${name}`), contentType });
  });
  await context.addInitScript(
    sheets => {
      document.addEventListener('DOMContentLoaded', () => {
        for (const href of sheets)
          document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }));
      });
    },
    weights.map(weight => `/admin/testing-fonts/${weight}.css`),
  );
};
