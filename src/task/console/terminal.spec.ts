import { capturedStreams, terminal } from './terminal';

const { stdout } = process;
const before = ['isTTY', 'columns'].map((key) => [key, Object.getOwnPropertyDescriptor(stdout, key)] as const);

function pretend(isTTY: boolean, columns?: number): void {
  Object.defineProperty(stdout, 'isTTY', { value: isTTY, configurable: true });
  Object.defineProperty(stdout, 'columns', { value: columns, configurable: true });
}

afterEach(() => {
  for (const [key, descriptor] of before) {
    if (descriptor) Object.defineProperty(stdout, key, descriptor);
    else Reflect.deleteProperty(stdout, key);
  }
});

test.each<[boolean, NodeJS.ProcessEnv, { live: boolean; color: boolean }]>([
  [true, { TERM: 'xterm' }, { live: true, color: true }],
  [true, { TERM: 'xterm', CI: 'false' }, { live: true, color: true }],
  [true, { TERM: 'xterm', CI: 'true' }, { live: false, color: true }],
  [true, { TERM: 'xterm', CI: '1' }, { live: false, color: true }],
  [true, { TERM: 'dumb' }, { live: false, color: true }],
  [true, { TERM: 'xterm', NO_COLOR: '1' }, { live: true, color: false }],
  [false, { TERM: 'xterm' }, { live: false, color: false }],
  [false, { FORCE_COLOR: 'true' }, { live: false, color: true }],
  [false, { FORCE_COLOR: 'true', NO_COLOR: '1' }, { live: false, color: false }],
  [false, { FORCE_COLOR: '0' }, { live: false, color: false }],
])('terminal %s with %j', (isTTY, env, expected) => {
  pretend(isTTY);
  expect(terminal(env)).toMatchObject(expected);
});

test('the width is asked each time; a terminal without a size has 80 columns', () => {
  pretend(true, 0);
  const writer = terminal({});
  expect(writer.columns).toBe(80);
  pretend(true, 123);
  expect(writer.columns).toBe(123);
});

test("captured streams keep both texts in order, are nobody's terminal and have the colours of one", () => {
  pretend(true, 123);
  const { out, err, text } = capturedStreams({ FORCE_COLOR: 'true' });
  out.write('a');
  err.write('b');
  out.write('c');
  expect(text()).toBe('abc');
  expect(out).toMatchObject({ live: false, color: true });
  expect(err).toMatchObject({ live: false, color: false });
});
