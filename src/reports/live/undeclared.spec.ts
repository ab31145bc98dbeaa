import type { UndeclaredInput } from '../../task-key';
import { undeclaredText, unloggedText } from './undeclared';

const input = (kind: 'file' | 'env', name: string, packages = ['e/svc'], declare = '"x"'): UndeclaredInput => ({
  ...{ kind, name, packages, declare },
});
const text = (inputs: UndeclaredInput[], line: string | undefined = '"namedInputs": {}') =>
  undeclaredText(inputs, { file: 'svc/project.json', line }, { port: 'linux/arm64' }, { color: false });

test('each input with its readers, and the line that declares all', () => {
  expect(text([input('file', 'shared/schema.json', ['e/svc', 'e/svc/a', 'e/svc/b']), input('env', 'API_URL')])).toBe(
    `
── linux/arm64: 2 undeclared inputs: read by tests, but not in the cache key
   file shared/schema.json  e/svc and 2 more
   env  API_URL             e/svc
   Without a declaration, an edit of it replays this result.
   In svc/project.json, or by 'nx g nx-go-cross:declare-inputs':
   "namedInputs": {}
`,
  );
});

test('a long list is cut, and says where the rest is', () => {
  const many = Array.from({ length: 25 }, (_, index) => input('file', `shared/${index}`));
  expect(text(many)).toContain('shared/19  e/svc\n   and 5 more: see summary.json\n');
  expect(text(many)).not.toContain('shared/20');
});

test('what cannot be declared says so, and no line is offered', () => {
  const [only] = [input('file', '.env', ['e/svc'], '')];
  const block = undeclaredText([only!], { file: 'svc/project.json' }, { port: 'linux/arm64' }, { color: false });
  expect(block).toContain('.env  e/svc  (git ignores it: no input of Nx 22 can hold it)');
  expect(block).not.toContain('project.json');
});

test('packages that read before Go keeps a log, with the command that lists what', () => {
  const packages = [
    { importPath: 'e/svc', calls: ['TestMain: os.ReadFile, os.Getenv', 'init: os.Open'] },
    { importPath: 'e/svc/a', calls: ['a package variable: os.Getenv'] },
  ];
  const block = (trace?: string) => unloggedText(packages, trace, { port: 'linux/arm64' }, { color: false });
  expect(block('nx run svc:test-arm64 --undeclaredInputs=trace')).toBe(
    `
── linux/arm64: 2 packages may read inputs before m.Run, where Go keeps no log
   e/svc  TestMain: os.ReadFile, os.Getenv; init: os.Open
   e/svc/a  a package variable: os.Getenv
   To list what is read: nx run svc:test-arm64 --undeclaredInputs=trace
`,
  );
  expect(block()).toContain('Declare by hand');
  expect(unloggedText([], 'x', { port: 'linux/arm64' }, { color: false })).toBe('');
});
