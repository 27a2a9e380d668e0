import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const root = new URL('../../', import.meta.url);
const skipped = /(^|\/)(node_modules|dist|\.data|\.git|build)(\/|$)/;
const tests = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter(path => /\.test\.tsx?$/.test(path) && !skipped.test(path))
  .map(path => readFileSync(new URL(path, root), 'utf8'))
  .join('\n');
const rows = readFileSync(new URL('docs/features.md', root), 'utf8')
  .split('\n')
  .filter(line => /^\| [A-Z]\d/.test(line))
  .map(line => line.split('|').map(cell => cell.trim()));

test('every row of docs/features.md names a test that there is, under its code', () => {
  expect(rows.length).toBeGreaterThan(40);
  const missing = rows.filter(([, code, , , title]) => {
    const line = tests
      .split('\n')
      .find(text => text.includes(` ${title}'`) || text.includes(` ${title}\``) || text.includes(` ${title}"`));
    return !line?.includes(`[${code}]`);
  });
  expect(missing.map(([, code, , , title]) => `${code}: ${title}`)).toEqual([]);
});

test('every row of docs/compliance.md that claims something names a test that there is', () => {
  const claims = readFileSync(new URL('docs/compliance.md', root), 'utf8')
    .split('\n')
    .filter(line => /^\| /.test(line) && !/^\| (rule|risk) /.test(line))
    .map(line => line.split('|').map(cell => cell.trim()));
  expect(claims.length).toBeGreaterThan(40);
  const open = /^(not yet|organisation|no address|\[)/;
  const missing = claims.filter(([, , where = '', title = '']) =>
    title === '–' ? !open.test(where) : !tests.includes(` ${title}'`) && !tests.includes(`'${title}'`),
  );
  expect(missing.map(([, rule, , title]) => `${rule}: ${title}`)).toEqual([]);
});
