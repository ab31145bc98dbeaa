import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { violations } from './testdata/workflow-rules';

const GOOD = readFileSync(join(__dirname, 'testdata', 'many-ports.yml'), 'utf8');

test('a good workflow breaks no rule', () => expect(violations(GOOD)).toEqual([]));

test.each([
  ['a tag for a commit', /(actions\/cache\/save)@.*/, '$1@v6', 'not pinned: actions/cache/save@v6'],
  ['a pin without its version', / # v7\.0\.1/, '', 'not pinned: actions/checkout@'],
  ['no permissions', /^permissions:\n {2}contents: read\n/m, '', 'may write *'],
  ['too many permissions', 'contents: read', 'contents: write', 'may write contents'],
  ['no concurrency group', /^concurrency:\n.*\n.*\n/m, '', 'no concurrency group'],
  ['no timeout', /.*timeout-minutes: 60\n/, '', 'test: no timeout-minutes'],
  ['fail-fast', /.*fail-fast: false\n/, '', 'test: fail-fast'],
  ['no probe', /nx-go-cross probe/, 'true', 'no probe before the tests'],
  ['no emulator', /docker\/setup-qemu-action/, 'docker-x/setup-qemu-action', 'no emulator before the probe'],
  ['all platforms', '${{ matrix.leg.platform }}', 'all', "not this leg's platform alone"],
  ['a cached image', 'cache-image: false', 'cache-image: true', 'cache-image'],
  ['the latest image', /image: .*/, 'image: tonistiigi/binfmt:latest', 'an image that is not pinned'],
  ['an image without a version', /image: .*/, 'image: tonistiigi/binfmt', 'an image that is not pinned'],
  ["setup-go's cache", 'cache: false', 'cache: true', "setup-go's cache"],
  ['a cache for all ports', /(key: go-.*)-\$\{\{ matrix.leg.id \}\}/, '$1', 'a cache key without matrix.leg.id'],
  ['no restore keys', /restore-keys: go-.*\n/, '', 'restore keys that are no prefixes'],
  ['a cache that restores and saves', /cache\/restore@/, 'cache@', 'a cache that every branch saves'],
  ['saving on every branch', / && github.ref == 'refs\/heads\/main'/, '', 'a cache that every branch saves'],
  ['modules from another go.sum', /github.ref != 'refs\/heads\/main' &&/, '', 'modules that only ever grow'],
  ['modules of any go.sum', /-\$\{\{ hashFiles.*/, '', 'modules whatever go.sum says'],
  ['no times by content', /nx-go-cross file-times/, 'true', 'new times of files at every checkout'],
  ['no batch', / --batch/, '', 'a process for each task'],
  ['no history', /.*fetch-depth: 0\n/, '', 'no history to compare with'],
  ['no commits to compare', 'nrwl/nx-set-shas', 'nrwl/other', 'no nx-set-shas before the tests'],
  ['no base for the first run', /.*fallback-sha: .*\n/, '', 'a first run that tests one commit'],
  ['no trigger for merge queues', '  merge_group:\n', '', 'a merge queue would wait for ever'],
  ['an expression in a script', '--port "$GO_PORT"', '--port ${{ matrix.leg.port }}', 'an expression in a run'],
  ['an unquoted variable', '--port "$GO_PORT"', '--port $GO_PORT', 'an unquoted variable'],
  ['no report', /nx-go-cross report/g, 'true', 'no job merges the reports'],
])('%s breaks a rule', (_title, pattern, replacement, violation) => {
  const bad = GOOD.replace(pattern, replacement);
  expect(bad).not.toBe(GOOD);
  expect(violations(bad).join('\n')).toContain(violation);
});
