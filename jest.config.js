/** One Jest for every part: sources are transformed by swc, tests run as ES modules. */
const parts = [
  'contracts',
  'client',
  'platform',
  'write-side',
  'projections',
  'read-api',
  'realtime',
  'standins',
  'deploy',
  'loadtests',
  'people',
  'simulate',
  'dashboard',
  'miniprogram/src',
  'miniprogram/tests',
];

export default {
  roots: parts.map(part => `<rootDir>/${part}`),
  // `npm test -- --at 23:58` moves the clock of the tests themselves as well.
  setupFiles: ['<rootDir>/deploy/clock.mjs', '<rootDir>/deploy/properties.mjs'],
  testMatch: ['**/*.test.ts'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } },
    ],
    'node_modules/cookie/.+\\.js$': ['@swc/jest', { module: { type: 'es6' } }],
  },
  transformIgnorePatterns: ['/node_modules/(?!cookie/)'],
  testTimeout: 120_000,
};
