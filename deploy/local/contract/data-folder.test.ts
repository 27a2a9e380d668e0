import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { UsageError } from '@yunzhen/platform/command-line';
import { checkDataFolder, stampOf, unreadable } from './data-folder.ts';
import { type Declared, declaredEvents } from './events.ts';

const event = (digest: string, version = 1, name = 'jar.filled'): Declared => ({
  kind: 'event',
  name,
  version,
  digest,
});
const nothing = { frozen: true, declared: {} };

test.each([
  ['as they are now', [event('a')], [event('a')], []],
  ['of which there are more now', [event('a')], [event('a'), event('b', 1, 'jar.emptied')], []],
  ['in an older version, which is upcast', [event('a')], [event('b', 2)], []],
  ['in another shape without a version', [event('a')], [event('b')], ['jar.filled']],
  ['in a version of a newer build', [event('b', 2)], [event('a')], ['jar.filled']],
  ['that nobody knows any more', [event('a')], [], ['jar.filled']],
])('events %s', (_, stored, now, wrong) => expect(unreadable(stampOf(stored), now, nothing)).toEqual(wrong));

test('a shape that was said to mean the same is read', () => {
  const promised = { frozen: true, declared: { 'event jar.filled': { 1: ['a', 'b'] } } };
  expect(unreadable(stampOf([event('a')]), [event('b')], promised)).toEqual([]);
});

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'folder-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));
const fill = () => mkdirSync(join(dir, 'eventstoredb'));
const file = () => join(dir, 'shapes.json');

test('a new folder notes the shapes of this build, which is welcome again', () => {
  checkDataFolder(dir);
  fill();
  checkDataFolder(dir);
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual(stampOf(declaredEvents()));
});

test('a folder of an older build is refused in one line that says how to go on, and is left as it is', () => {
  fill();
  expect(() => checkDataFolder(dir)).toThrow(
    new UsageError(
      `${dir} was filled by an older build: npm start -- --fresh starts over, --data DIR takes another folder`,
    ),
  );
  const stored = JSON.stringify({ 'review.rated': { version: 1, digest: 'a' } });
  writeFileSync(file(), stored);
  expect(() => checkDataFolder(dir)).toThrow(
    /^[^\n]* filled by another build, which stores review\.rated otherwise: [^\n]*$/,
  );
  expect(readFileSync(file(), 'utf8')).toBe(stored);
});
