// What nothing uses fails `npm run lint`. Entries and files with an exclamation mark are what is published: with
// --production only those count, so that an export which only a spec imports is found, too, unless it is tagged @internal.
const { executors } = require('./executors.json');
const { generators } = require('./generators.json');
const { generators: migrations } = require('./migrations.json');

/** What Nx loads by the names in these files. */
const loadedByNx = [executors, generators, migrations]
  .flatMap((kind) => Object.values(kind))
  .flatMap(({ implementation, batchImplementation, factory }) => [implementation, batchImplementation, factory])
  .filter((path) => path !== undefined)
  .map((path) => `${path.replace('./dist/', 'src/')}.ts!`);

/** Started by its path, which no import names. */
const started = ['src/host/run-wasi.mjs!', 'src/events/testdata/record.mjs', 'bench/load-ts.cjs', 'bench/peak.cjs'];

module.exports = {
  entry: [...loadedByNx, ...started, 'scripts/*.mjs', 'bench/*.mjs', 'bench/graph/*.cjs', 'e2e/support/*.js'],
  project: [
    ...['src/**/*.{ts,mjs}!', '!src/**/*.spec.ts!', '!src/**/testdata/**!'],
    ...['scripts/**/*.{mjs,js}', 'bench/**/*.{mjs,cjs}', 'e2e/**/*.{ts,js}', '!e2e/fixtures/**'],
  ],
  // Programs are the machine's: scripts/setup.mjs installs them, or a test says why it is skipped.
  exclude: ['binaries'],
  // Requirements of go.mod files.
  ignoreIssues: { 'e2e/support/modules/ways.ts': ['unlisted'] },
  // Brought by execa; jest.config.js says why it is named.
  ignoreDependencies: ['unicorn-magic'],
};
