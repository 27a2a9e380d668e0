import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const guide = new URL('../../docs/guide/', import.meta.url);
const screenshots = new URL('../../build/screenshots/', import.meta.url);
const texts = ['../../README.md', ...readdirSync(guide).filter(name => name.endsWith('.md'))];
const shown = texts.flatMap(name =>
  [...readFileSync(new URL(name, guide), 'utf8').matchAll(/\((?:docs\/guide\/)?pictures\/([\w/-]+\.png)\)/g)].map(
    ([, picture = '']) => picture,
  ),
);

test('[T8] README and docs/guide show screens as the browser suites saw them (after `npm run pictures`, WRITE_DOCS=1 takes the newest)', () => {
  if (process.env.WRITE_DOCS)
    for (const picture of shown) cpSync(new URL(picture, screenshots), new URL(`pictures/${picture}`, guide));
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.filter(picture => !existsSync(new URL(`pictures/${picture}`, guide)))).toEqual([]);
});
