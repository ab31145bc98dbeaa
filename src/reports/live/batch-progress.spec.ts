import { TestRun, type TestEvent } from '../../events';
import { NATIVE } from '../../events/testdata/places';
import { BatchProgress } from './batch-progress';

function stage() {
  const lines: string[] = [];
  const write = (text: string) => void lines.push(text);
  const progress = new BatchProgress({ write, live: false, columns: 80, color: false });
  const task = (project: string) => {
    const run = new TestRun(NATIVE);
    const listener = progress.of(project, { port: 'linux/arm64' });
    const say = (Package: string, Action: string, rest: Partial<TestEvent> = {}) => {
      const event = { Action, Package, ...rest };
      run.apply(event);
      listener.onEvent(event, run);
    };
    const ends = (name: string, action: 'pass' | 'fail') => {
      say(name, 'run', { Test: 'TestA' });
      say(name, action, { Test: 'TestA' });
      if (action === 'pass') {
        say(name, 'output', { Output: 'PASS\n' });
        say(name, 'output', { Output: `ok  \t${name}\t0.5s\n` });
      }
      say(name, action, { Elapsed: 0.5 });
    };
    return { run, ends, listener };
  };
  return { lines, task };
}

test('a line for each package as it ends, counted over all tasks', () => {
  const { lines, task } = stage();
  const [svc, lib] = [task('svc'), task('lib')];
  svc.listener.onPackages(['svc', 'svc/x']);
  lib.listener.onPackages(['lib']);
  svc.ends('svc', 'pass');
  lib.ends('lib', 'fail');
  svc.ends('svc/x', 'pass');
  expect(lines).toEqual([
    '[1/3] svc linux/arm64  ok    svc  0.50s  1 test\n',
    '[2/3] lib linux/arm64  FAIL  lib  0.50s  1 test (1 failed)\n',
    '[3/3] svc linux/arm64  ok    svc/x  0.50s  1 test\n',
  ]);
});

test('packages that nobody announced, and one that is run again', () => {
  const { lines, task } = stage();
  const svc = task('svc');
  svc.ends('svc', 'fail');
  svc.run.retry([...svc.run.packages.values()].map((run) => Object.assign(run, { diagnosis: { id: 'x' } })));
  svc.ends('svc', 'pass');
  expect(lines.map((line) => line.slice(0, 5))).toEqual(['[1/1]', '[1/1]']);
});
