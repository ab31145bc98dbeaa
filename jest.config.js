// execa and its dependencies are ESM only: inside jest they are compiled to CommonJS like our own sources.
const esmOnly = [
  'execa',
  '@sindresorhus',
  'figures',
  'get-stream',
  'human-signals',
  'is-plain-obj',
  'is-stream',
  'is-unicode-supported',
  'npm-run-path',
  'path-key',
  'parse-ms',
  'pretty-ms',
  'strip-final-newline',
  'unicorn-magic',
  'yoctocolors',
  '@sec-ant',
];

const swc = [
  '@swc/jest',
  {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs', ignoreDynamic: false },
  },
];

const shared = {
  testEnvironment: 'node',
  // Jest's clean-up of globals recurses without end into the emitter that signal-exit (execa) keeps on `process`.
  testEnvironmentOptions: { globalsCleanup: 'off' },
  // unicorn-magic (execa → npm-run-path) exports an `import` condition only, which jest's CommonJS resolver never asks for.
  moduleNameMapper: { '^unicorn-magic$': '<rootDir>/node_modules/unicorn-magic/node.js' },
  transform: { '^.+\\.[jt]s$': swc },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/tmp', '<rootDir>/examples', '<rootDir>/e2e/fixtures'],
};

// The slow tier: npm run test:full.
const slow = process.env.NX_GO_CROSS_FULL === '1' ? [] : ['<rootDir>/e2e/full/'];

module.exports = {
  testSequencer: '<rootDir>/e2e/support/sequencer.js',
  // Only for npm run test:coverage, file by file: it makes the unit specs two and a half times as dear.
  coverageProvider: 'v8',
  coverageDirectory: '<rootDir>/tmp/coverage',
  coverageReporters: ['text', 'html'],
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/scripts/**/*.spec.ts'],
      collectCoverageFrom: ['src/**/*.ts', '!**/*.spec.ts', '!**/testdata/**'],
      setupFilesAfterEnv: ['<rootDir>/scripts/unit-timeout.js', '<rootDir>/scripts/line-coverage/collect.js'],
    },
    {
      ...shared,
      displayName: 'e2e',
      testMatch: ['<rootDir>/e2e/**/*.e2e.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', ...slow],
      globalSetup: '<rootDir>/e2e/support/global-setup.ts',
      globalTeardown: '<rootDir>/e2e/support/global-teardown.ts',
      setupFilesAfterEnv: ['<rootDir>/e2e/support/timeout.ts'],
    },
  ],
};
