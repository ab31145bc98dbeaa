import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { commandStart } from './command-start';

test('a process that serves many commands looks at files now', () => {
  const later = Date.now() + 60_000;
  expect(commandStart(later)).toBe(later);
});

test('a new process: when it or the one that started it began, and not before', () => {
  const script = `require('@swc/core'); const { code } = require('@swc/core').transformFileSync(process.argv[1], {
    jsc: { parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } });
    const module_ = { exports: {} };
    new Function('module', 'exports', 'require', code)(module_, module_.exports, require);
    console.log(module_.exports.commandStart(), performance.timeOrigin);`;
  const before = Date.now();
  const { stdout } = spawnSync(process.execPath, ['-e', script, join(__dirname, 'command-start.ts')], {
    encoding: 'utf8',
    cwd: join(__dirname, '..', '..'),
  });
  const [start, origin] = stdout.split(' ').map(Number);
  // The one that started it, this process, is old or young.
  expect(start!).toBeLessThanOrEqual(Math.ceil(origin!));
  expect(start! >= before - 5 || start! >= performance.timeOrigin - 5).toBe(true);
});
