import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const program = fileURLToPath(new URL('./boundaries.mjs', import.meta.url));
const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

/** What is said of a repository that holds these files beside a stand-in and a platform. */
const said = (files: Readonly<Record<string, string>>) => {
  const root = mkdtempSync(join(tmpdir(), 'yunzhen-boundaries-'));
  roots.push(root);
  const all = {
    'platform/package.json': '{"name":"@yunzhen/platform","type":"module","exports":{"./*":"./*.ts"}}',
    'platform/mongo.ts': 'export interface Mongo { readonly url: string }\nexport const mongo = 1;\n',
    'standins/server.ts': 'export const start = 1;\n',
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  mkdirSync(join(root, 'node_modules/@yunzhen'), { recursive: true });
  symlinkSync('../../platform', join(root, 'node_modules/@yunzhen/platform'));
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, root], { encoding: 'utf8' });
  return { status, lines: stderr.trim().split('\n').filter(Boolean), summary: stdout };
};

test('what may be imported is, and how much was read is said', () => {
  const { status, lines, summary } = said({
    'contracts/money.ts': 'export const fen = 1;\n',
    'write-side/pay.ts': "import type { Mongo } from '@yunzhen/platform/mongo';\nexport type { Mongo };\n",
    'write-side/pay.test.ts': "import { start } from '../standins/server.ts';\nstart;\n",
  });
  expect([status, lines, summary]).toEqual([0, [], 'boundaries: 5 modules with 2 imports read, 0 wrong\n']);
});

const arrow = 'contracts uses no other part: ';
/** A forbidden import of each kind, and the line that tells of it. */
const kinds: Readonly<Record<string, { readonly files: Readonly<Record<string, string>>; readonly line: string }>> = {
  'a relative path': {
    files: { 'contracts/relative.ts': "import { mongo } from '../platform/mongo.ts';\nmongo;\n" },
    line: `${arrow}contracts/relative.ts → platform/mongo.ts`,
  },
  'a package’s name': {
    files: { 'contracts/named.ts': "import { mongo } from '@yunzhen/platform/mongo';\nmongo;\n" },
    line: `${arrow}contracts/named.ts → platform/mongo.ts`,
  },
  'a type alone': {
    files: { 'contracts/type.ts': "import type { Mongo } from '@yunzhen/platform/mongo';\nexport type A = Mongo;\n" },
    line: `${arrow}contracts/type.ts → platform/mongo.ts`,
  },
  'a type among others': {
    files: { 'contracts/types.ts': "import { type Mongo } from '../platform/mongo.ts';\nexport type A = Mongo;\n" },
    line: `${arrow}contracts/types.ts → platform/mongo.ts`,
  },
  'what is passed on': {
    files: { 'contracts/passed-on.ts': "export * from '../platform/mongo.ts';\n" },
    line: `${arrow}contracts/passed-on.ts → platform/mongo.ts`,
  },
  'what is loaded later': {
    files: { 'contracts/later.ts': "export const later = () => import('../platform/mongo.ts');\n" },
    line: `${arrow}contracts/later.ts → platform/mongo.ts`,
  },
  'a page': {
    files: {
      'dashboard/pages/page.tsx':
        "import { mongo } from '../../platform/mongo.ts';\nexport const Page = () => <b>{mongo}</b>;\n",
    },
    line: 'dashboard uses contracts, client: dashboard/pages/page.tsx → platform/mongo.ts',
  },
  'a test': {
    files: { 'contracts/some.test.ts': "import { mongo } from '../platform/mongo.ts';\nmongo;\n" },
    line: 'tests of contracts use no other part: contracts/some.test.ts → platform/mongo.ts',
  },
  'a stand-in in the product': {
    files: { 'read-api/standin.ts': "import '../standins/server.ts';\n" },
    line: 'read-api uses contracts, platform: read-api/standin.ts → standins/server.ts',
  },
  'a kit in the product': {
    files: { 'platform/kit.ts': "import './testing/kit.ts';\n", 'platform/testing/kit.ts': '' },
    line: 'product code uses no test kit: platform/kit.ts → platform/testing/kit.ts',
  },
  'a kit without a folder in the product': {
    files: { 'write-side/decide.ts': "import './testing/harness.ts';\n", 'write-side/testing/harness.ts': '' },
    line: 'product code uses no test kit: write-side/decide.ts → write-side/testing/harness.ts',
  },
  'Node in a browser': {
    files: { 'dashboard/api/files.ts': "import 'node:fs';\n" },
    line: 'what runs in a browser uses no Node: dashboard/api/files.ts → fs',
  },
  'Node in the contracts': {
    files: { 'contracts/files.ts': "import 'node:fs';\n" },
    line: 'contracts depend on nothing but zod: contracts/files.ts → fs',
  },
  'an upper floor': {
    files: { 'dashboard/parts/upper.ts': "import '../pages/upper.ts';\n", 'dashboard/pages/upper.ts': '' },
    line: 'dashboard/parts lies below: dashboard/parts/upper.ts → dashboard/pages/upper.ts',
  },
  'a circle of types': {
    files: {
      'platform/one.ts': "import type { Two } from './two.ts';\nexport type One = Two;\n",
      'platform/two.ts': "import type { One } from './one.ts';\nexport type Two = One;\n",
    },
    line: 'no circles: platform/one.ts → platform/two.ts',
  },
  'what is not there': {
    files: { 'platform/none.ts': "import './nowhere.ts';\n" },
    line: 'every import is found: platform/none.ts → ./nowhere.ts',
  },
  'a part without a rule': { files: { 'annex/some.ts': '' }, line: 'no rule says what annex may use' },
};

describe('each kind of forbidden import is found', () => {
  let found: ReturnType<typeof said>;
  beforeAll(() => {
    found = said(Object.assign({}, ...Object.values(kinds).map(({ files }) => files)));
  });

  test.each(Object.entries(kinds))('%s', (_, { line }) => {
    expect(found.lines).toContain(line);
    expect(found.status).toBe(1);
  });
});

test('what cannot be read is no success', () => {
  expect(said({ 'platform/broken.ts': 'import {;\n' }).status).not.toBe(0);
});
