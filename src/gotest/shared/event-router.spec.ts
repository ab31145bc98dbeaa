import type { TestEvent } from '../../events';
import { EventRouter } from './event-router';

/** Two projects: `a` has packages a and a/x, `b` has b. */
function stage() {
  const heard: Record<string, string[]> = { a: [], b: [] };
  const router = new EventRouter();
  const packages: Record<string, { dir: string; importPath: string }[]> = {
    a: ['a', 'a/x'].map((importPath) => ({ dir: `/w/${importPath}`, importPath })),
    b: [{ dir: '/w/b', importPath: 'b' }],
  };
  for (const name of ['a', 'b']) {
    router.add(packages[name]!, {
      onEvent: ({ Action, Package, Output }) =>
        heard[name]!.push([Action, Package, Output?.trim()].filter(Boolean).join(' ')),
      onText: (line) => heard[name]!.push(line),
    });
  }
  const say = (...events: (TestEvent | string)[]) => {
    for (const event of events) {
      if (typeof event === 'string') router.text(event);
      else router.event(event, JSON.stringify(event));
    }
  };
  return { router, packages, heard, say };
}

const of = (Package: string, Action: string, rest: Partial<TestEvent> = {}): TestEvent => ({
  Action,
  Package,
  ...rest,
});
const build = (ImportPath: string, Action = 'build-output', Output?: string): TestEvent => ({
  Action,
  ImportPath,
  Output,
});
const passes = (name: string) => [of(name, 'start'), of(name, 'run', { Test: 'T' }), of(name, 'pass')];

test('each package is told to its own project, in its order', () => {
  const { router, packages, heard, say } = stage();
  say(of('a', 'start'), of('b', 'start'), of('b', 'run', { Test: 'T' }), of('a', 'run', { Test: 'T' }));
  say(of('b', 'pass', { Test: 'T' }), of('b', 'pass'), of('a', 'fail'), ...passes('a/x'));
  router.end();
  expect(heard.a).toEqual(['start a', 'run a', 'fail a', 'start a/x', 'run a/x', 'pass a/x']);
  expect(heard.b).toEqual(['start b', 'run b', 'pass b', 'pass b']);
  expect([router.anyFailed(), ...['a', 'b'].map((name) => router.anyTestsFailed(packages[name]!))]).toEqual([
    true,
    true,
    false,
  ]);
  expect([router.notRun(packages.a!), router.notRun(packages.b!)]).toEqual([[], []]);
});

const refusals: [string, (TestEvent | string)[]][] = [
  [
    'a build that failed, Go 1.24 and later',
    [
      build('a [a.test]', 'build-output', '# a [a.test]\n'),
      build('a [a.test]', 'build-fail'),
      of('a', 'start'),
      of('a', 'output', { Output: 'FAIL\ta [build failed]\n' }),
      of('a', 'fail', { FailedBuild: 'a [a.test]' }),
    ],
  ],
  [
    'one that nobody here owns',
    [
      build('elsewhere', 'build-output', '# elsewhere\n'),
      build('elsewhere', 'build-fail'),
      of('a', 'start'),
      of('a', 'output', { Output: 'FAIL\ta [build failed]\n' }),
      of('a', 'fail', { FailedBuild: 'elsewhere' }),
    ],
  ],
  [
    'a build that failed, Go 1.23',
    ['# a [a.test]', of('a', 'start'), of('a', 'output', { Output: 'FAIL\ta [build failed]\n' }), of('a', 'fail')],
  ],
  ['a package that could not be set up, Go 1.23', ['# a', 'a/x.go:3:8: no required module', 'FAIL\ta [setup failed]']],
];

test.each(refusals)('%s is for a go test of its own, and nothing is told of it', (_title, events) => {
  const { router, packages, heard, say } = stage();
  say(...events, ...passes('b'), ...passes('a/x'));
  router.end();
  expect(heard.a).toEqual(['start a/x', 'run a/x', 'pass a/x']);
  expect(heard.b).toEqual(['start b', 'run b', 'pass b']);
  expect(router.notRun(packages.a!)).toEqual(['a']);
  expect([router.anyFailed(), router.anyTestsFailed(packages.a!)]).toEqual([true, false]);
});

test('a warning of a build comes before its package, and one about nobody’s goes to all', () => {
  const { router, heard, say } = stage();
  say(build('b.test', 'build-output', 'warning b'), build('b_test [b.test]', 'build-output', 'warning b_test'));
  say(build('elsewhere', 'build-output', 'warning elsewhere'), ...passes('b'), 'a line of nobody');
  router.end();
  const all = ['build-output warning elsewhere', 'a line of nobody'];
  expect(heard.b).toEqual([
    'build-output warning b',
    'build-output warning b_test',
    'start b',
    'run b',
    'pass b',
    ...all,
  ]);
  expect(heard.a).toEqual(all);
});

test('what go says about itself goes to all at once', () => {
  const { heard, say } = stage();
  say('go: downloading example.com/x v1.0.0', 'warning: both GOPATH and GOROOT are the same directory');
  expect([heard.a!.length, heard.b!.length]).toEqual([2, 2]);
});

test('a stream that was cut off: what had begun is told, what had not has yet to run', () => {
  const { router, packages, heard, say } = stage();
  say(of('a', 'start'));
  router.end();
  expect(heard.a).toEqual(['start a']);
  expect(router.notRun(packages.a!)).toEqual(['a/x']);
});

test('a line of a test that looks like one of cmd/go is told like any other', () => {
  const { router, packages, heard, say } = stage();
  const fake = of('a', 'output', { Output: 'FAIL\ta [build failed]\n' });
  say(of('a', 'start'), fake, of('a', 'run', { Test: 'T' }), of('a', 'pass'), of('b', 'start'), fake);
  router.end();
  expect(heard.a!.slice(0, 3)).toEqual(['start a', 'output a FAIL\ta [build failed]', 'run a']);
  expect(router.notRun(packages.a!)).toEqual(['a/x']);
});

test('of a go test that died, all that did not come to its end runs again', () => {
  const { router, packages, say } = stage();
  say(...passes('a'), of('a/x', 'start'), of('a/x', 'run', { Test: 'T' }), of('b', 'start'));
  router.end();
  expect([router.notRun(packages.a!, true), router.notRun(packages.b!, true)]).toEqual([['a/x'], ['b']]);
});
