import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LEVEL_OPTIONS, parsePort } from '../../ports';
import { binaryTargets } from './binary-targets';
import { normalizePluginOptions } from './plugin-options';
import { readTestOptions } from './test-options';

const optionsOf = (executor: string): string[] => {
  const file = join(__dirname, '..', '..', 'executors', executor, 'schema.json');
  return Object.keys(JSON.parse(readFileSync(file, 'utf8')).properties);
};
const without = (options: readonly string[], left: readonly string[]) =>
  options.filter((option) => !left.includes(option)).sort();

const PORT = ['goos', 'goarch', ...LEVEL_OPTIONS];
/** How a command is to go about it, not what comes out. */
const MANNERS = ['p', 'reporter', 'verbose', 'outputDir'];

const port = parsePort('arm64');
const everything = Object.fromEntries(optionsOf('test').map((option) => [option, ['x']]));

test('binaries take over from a test target all that their executor has, but for how they are built', () => {
  const own = {
    id: 'arm64',
    executor: 'nx-go-cross:test',
    targetName: 'test-arm64',
    port,
    options: everything,
  } as const;
  const [target] = binaryTargets('bin', [{ ...own, ...readTestOptions(port, {}) }]);
  expect(Object.keys(target!.options).sort()).toEqual(without(optionsOf('test-binaries'), MANNERS));
});

test('checks take over what their executor has, but for the port, the C toolchain and what vet is to look for', () => {
  const test = Object.fromEntries(Object.entries(everything).filter(([option]) => !PORT.includes(option)));
  const [target] = normalizePluginOptions({ ports: [], checkPorts: ['arm64'], test }).checkPorts;
  const own = without(optionsOf('check'), [...PORT, ...MANNERS, 'cgo', 'cc', 'cxx', 'vet']);
  expect(Object.keys(target!.options).sort()).toEqual(['goarch', 'goos', ...own].sort());
});

test('whatever a port is written as, every executor knows its options', () => {
  for (const executor of ['test', 'check', 'test-binaries']) {
    expect(PORT.filter((option) => !optionsOf(executor).includes(option))).toEqual([]);
  }
});
