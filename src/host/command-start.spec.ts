import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { commandStart } from './command-start';

test('a process that serves many commands looks at files now', () => {
  const later = Date.now() + 60_000;
  expect(commandStart(later)).toBe(later);
});

const script = `const { transformFileSync } = require('@swc/core');
  require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file, {
    jsc: { parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }).code, file);
  const { commandStart } = require(process.argv[1]);
  console.log(commandStart(Date.now(), process.argv[2]), performance.timeOrigin);`;

/** What a process says that was started by another, which itself is some hundred milliseconds older. */
function startIn(path: string): readonly [start: number, origin: number, before: number] {
  const inner = [process.execPath, '-e', script, join(__dirname, 'command-start.ts'), path];
  const outer = `setTimeout(() => process.stdout.write(require('child_process').spawnSync(${JSON.stringify(inner[0])},
    ${JSON.stringify(inner.slice(1))}, { encoding: 'utf8' }).stdout), 500);`;
  const before = Date.now();
  const { stdout } = spawnSync(process.execPath, ['-e', outer], {
    encoding: 'utf8',
    cwd: join(__dirname, '..', '..'),
  });
  const [start, origin] = stdout.split(' ').map(Number);
  return [start!, origin!, before];
}

test('a process of a plugin: when the command that started it began, and not before', () => {
  const [start, origin, before] = startIn(
    '/w/node_modules/nx/dist/src/project-graph/plugins/isolation/plugin-worker.js',
  );
  expect(start).toBeLessThan(origin - 300);
  expect(start).toBeGreaterThanOrEqual(before - 5);
});

test.each(['/w/node_modules/.bin/nx', '/w/node_modules/nx/dist/bin/nx.js', ''])(
  'the process of the command itself, %s: whatever started it may have written files just before',
  (path) => {
    const [start, origin] = startIn(path);
    expect(start).toBe(Math.ceil(origin));
  },
);
