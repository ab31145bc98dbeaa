import { failureMessage, failureOf } from './failure-position';

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
  expect(failureMessage(output)).toBe(message);
});
