/** `npm run check` reads every import and fails on an arrow that this table does not allow, on circles, and when it has read too little. */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruised, partsOf, sourcesIn } from './imports.mjs';

const services = ['contracts', 'platform'];
const fronts = ['contracts', 'client'];

/** Which other parts product code of a part may import; tests and their kits may import `tests` too. */
const parts = {
  contracts: { uses: [] },
  platform: { uses: ['contracts'], tests: ['standins'] },
  'write-side': { uses: services, tests: ['standins'] },
  projections: { uses: services, tests: ['standins'] },
  'read-api': { uses: services, tests: ['standins', 'projections'] },
  realtime: { uses: services, tests: ['standins'] },
  // Stand-ins know the wire and the hospital's calendar.
  standins: { uses: ['contracts/china-day\\.ts$'] },
  client: { uses: ['contracts'], tests: ['projections'] },
  dashboard: { uses: fronts, tests: ['projections', 'deploy', 'people'] },
  miniprogram: { uses: fronts, tests: ['dashboard/testing/', 'deploy', 'people'] },
  loadtests: { uses: ['contracts', 'people'] },
  people: { uses: [...services, 'write-side'], tests: ['simulate'] },
  simulate: { uses: ['contracts', 'platform', 'write-side', 'projections', 'realtime', 'people'] },
  deploy: {
    uses: [...services, 'write-side', 'projections', 'read-api', 'realtime', 'standins', 'people', 'simulate'],
  },
  bench: {
    uses: [...services, 'write-side', 'projections', 'read-api', 'realtime', 'deploy', 'people', 'dashboard/testing/'],
  },
};

/** Folders of a front end: each may import itself and those before it. */
const floors = {
  dashboard: ['words', 'lib', 'theme', 'api', 'parts', 'clinic-session', 'pages', 'app'],
  'miniprogram/src': ['words', 'services', 'hooks', 'ui', 'chat', '(booking|care|doctor|pages)'],
};

/** Tests, and what is there for tests alone. */
const testing = [
  '\\.test\\.ts$',
  '[./-]testing(\\.|-|/)',
  '^(dashboard/browser|miniprogram/tests|bench|deploy/local/campaign)/',
  '^deploy/local/contract/(declared|fixtures)\\.ts$',
  // Kits that most tests import: no folder of their own.
  '^(write-side/spec|projections/spec|read-api/story)\\.ts$',
].join('|');

const starting = paths => `^(${paths.map(path => (path.includes('/') ? path : `${path}/`)).join('|')})`;
const rule = (name, from, to) => ({ name, severity: 'error', from, to });
const notFrom = names => starting(Object.keys(parts).filter(name => !names.includes(name)));
/** Exceptions inside a part that is otherwise closed, such as one file of the contracts. */
const inside = uses => uses.filter(use => use.includes('/'));
const whole = uses => uses.filter(use => !use.includes('/'));

const saying = uses => uses.join(', ') || 'no other part';

const arrows = Object.entries(parts).flatMap(([part, { uses, tests = [] }]) => {
  const forbidden = (name, from, allowed) =>
    rule(name, from, {
      path: notFrom([part, ...whole(allowed)]),
      ...(inside(allowed).length > 0 && { pathNot: starting(inside(allowed)) }),
    });
  return [
    forbidden(`${part} uses ${saying(uses)}`, { path: `^${part}/`, pathNot: testing }, uses),
    forbidden(`tests of ${part} use ${saying([...uses, ...tests])}`, { path: `^${part}/.*(${testing})` }, [
      ...uses,
      ...tests,
    ]),
  ];
});

const storeys = Object.entries(floors).flatMap(([top, names]) =>
  names.slice(0, -1).map((name, index) =>
    rule(
      `${top}/${name} lies below`,
      { path: `^${top}/${name}/`, pathNot: testing },
      {
        path: `^${top}/(${names.slice(index + 1).join('|')})/`,
      },
    ),
  ),
);

const forbidden = [
  ...arrows,
  ...storeys,
  // The simulator is no product: it tries the product.
  rule(
    'product code uses no test kit',
    { pathNot: `${testing}|^simulate/` },
    { path: testing, pathNot: 'node_modules/' },
  ),
  rule(
    'contracts depend on nothing but zod',
    { path: '^contracts/', pathNot: testing },
    {
      path: '.',
      pathNot: '^contracts/|(^|/)node_modules/zod/',
    },
  ),
  rule(
    'what runs in a browser uses no Node',
    { path: '^(client|dashboard|miniprogram/src)/', pathNot: `${testing}|/vite\\.config` },
    {
      dependencyTypes: ['core'],
    },
  ),
  rule(
    'client depends on what both front ends have',
    { path: '^client/', pathNot: testing },
    { path: '(^|/)node_modules/(antd|@ant-design|@tarojs)/' },
  ),
  rule('no circles', {}, { circular: true }),
  rule('every import is found', {}, { couldNotResolve: true }),
];

/** A module with such a line imports something: where none was found, the parser did not read it. */
const imports = /^import\b[^;]*?['"]|^export\s+(?:type\s+)?[*{][^;]*?\sfrom\s*['"]/m;

/**
 * Reads every source below the folder.
 * @returns how much was read, and a line for each arrow that may not be
 */
export const boundaries = async root => {
  const folders = partsOf(root);
  const output = await cruised(root, forbidden);
  const read = new Map(output.modules.map(({ source, dependencies }) => [source, dependencies.length]));
  const files = folders.flatMap(folder => sourcesIn(join(root, folder))).map(file => file.slice(root.length + 1));
  const unread = files.filter(
    file => !read.has(file) || (read.get(file) === 0 && imports.test(readFileSync(join(root, file), 'utf8'))),
  );
  return {
    modules: files.length,
    imports: files.reduce((sum, file) => sum + (read.get(file) ?? 0), 0),
    wrong: [
      ...folders.filter(folder => !(folder in parts)).map(folder => `no rule says what ${folder} may use`),
      ...unread.map(file => `not read: ${file}`),
      ...output.summary.violations.map(({ rule: { name }, from, to }) => `${name}: ${from} → ${to}`),
    ],
  };
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..'));
  const { modules, imports: count, wrong } = await boundaries(root);
  for (const line of wrong) process.stderr.write(`${line}\n`);
  process.stdout.write(`boundaries: ${modules} modules with ${count} imports read, ${wrong.length} wrong\n`);
  process.exit(modules === 0 || wrong.length > 0 ? 1 : 0);
}
