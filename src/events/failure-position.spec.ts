import { compilePositionsIn, failureMessage, failureOf, framesIn, messagesIn } from './failure-position';

test.each([
  ['    x_test.go:12: got 1, want 2\n', 'x_test.go', 12, 'got 1, want 2'],
  ['=== RUN   T/a\n        sub/x_test.go:3: deep\n        more\n    --- FAIL', 'sub/x_test.go', 3, 'deep'],
  [
    'panic: boom [recovered]\n\ngoroutine 7 [running]:\n\t/go/testing.go:1974 +0x232\n',
    undefined,
    undefined,
    'panic: boom [recovered]',
  ],
  ['x_test.go:12: printed by hand\n', undefined, undefined, undefined],
  ['', undefined, undefined, undefined],
])('%j', (output, file, line, message) => {
  expect(failureOf('TestX', output)).toEqual(
    file === undefined ? { test: 'TestX', output } : { test: 'TestX', file, line, output },
  );
  expect(failureMessage({ output })).toBe(message);
});

const LOGGED = '    x_test.go:9: on arm64\n    x_test.go:12: sum is 3\n        and more\n    x_test.go:14: done\n';

test('a test has several messages, and the one at the failure’s line is its message', () => {
  expect(messagesIn(LOGGED).map(({ line, text }) => [line, text])).toEqual([
    [9, 'on arm64'],
    [12, 'sum is 3'],
    [14, 'done'],
  ]);
  expect(failureMessage({ output: LOGGED, line: 12 })).toBe('sum is 3');
  expect(failureMessage({ output: `${LOGGED}panic: boom\n`, line: 3 })).toBe('panic: boom');
});

test('the frames of a panic, and what compiler and vet found', () => {
  const stack = 'panic: boom\n\ngoroutine 7 [running]:\nm.F(...)\n\t/w/svc/svc.go:3\nm.T(0x1)\n\tm/x_test.go:5 +0x1d\n';
  expect(framesIn(stack)).toEqual([
    { file: '/w/svc/svc.go', line: 3 },
    { file: 'm/x_test.go', line: 5 },
  ]);
  expect(framesIn(stack.replace('panic: boom', 'a stack that a test printed'))).toEqual([]);
  expect(compilePositionsIn('# m\n./svc.go:3:5: undefined: x\n# [m]\nvet: ../b/b.go:7:1: no\n')).toEqual([
    { file: './svc.go', line: 3 },
    { file: '../b/b.go', line: 7 },
  ]);
});
