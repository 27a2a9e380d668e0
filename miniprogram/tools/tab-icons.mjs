/** Draws the pictures of the tab bar, which WeChat takes as PNG only: `node tools/tab-icons.mjs`, after the icons or colours changed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const here = createRequire(import.meta.url);
const root = createRequire(new URL('../../package.json', import.meta.url));
const { chromium } = root('playwright-core');
const Chromium = (await import(root.resolve('@sparticuz/chromium'))).default;

const tabs = { home: 'house', visits: 'clipboard-list', messages: 'message-circle', me: 'user' };
const colours = { '': '#52616B', '-on': '#0B7A75' };
const browser = await chromium.launch({ executablePath: await Chromium.executablePath() });
const page = await browser.newPage({ viewport: { width: 81, height: 81 } });
for (const [name, icon] of Object.entries(tabs))
  for (const [suffix, colour] of Object.entries(colours)) {
    const svg = readFileSync(here.resolve(`lucide-static/icons/${icon}.svg`), 'utf8');
    const drawn = svg.replace('width="24"', 'width="65"').replace('height="24"', 'height="65"');
    await page.setContent(`<body style="margin:8px;color:${colour}">${drawn}`);
    const picture = await page.screenshot({ omitBackground: true });
    writeFileSync(new URL(`../src/static/tabs/${name}${suffix}.png`, import.meta.url), picture);
  }
await browser.close();
