import { earlyCalls } from './early-calls';
import { readGoFile } from './go-declarations';

const calls = (source: string, hasTests = true) =>
  earlyCalls([readGoFile(source)], hasTests).map(({ where, name, argument }) =>
    [`${where}: ${name}`, argument].filter((part) => part !== undefined).join(' '),
  );

const code = (imports: string, ...rest: string[]) => `package p\n\nimport (\n\t${imports}\n)\n\n${rest.join('\n\n')}\n`;
const main = (body: string) => `func TestMain(m *testing.M) {\n\t${body}\n\tos.Exit(m.Run())\n}`;

test.each<[string, string, string[]]>([
  ['TestMain', code('"os"', main('os.ReadFile("../a.json")')), ['TestMain: os.ReadFile ../a.json']],
  ['init', code('"os"', 'func init() {\n\tos.LookupEnv("A")\n}'), ['init: os.LookupEnv A']],
  ['a variable', code('"os"', 'var url = os.Getenv("API_URL")'), ['a package variable: os.Getenv API_URL']],
  [
    'variables in a group, and a blank one',
    code('"os"', 'var (\n\ta = os.Getenv("A")\n\t_, b = os.LookupEnv("B")\n)', 'var _ = os.Environ()'),
    ['a package variable: os.Getenv A', 'a package variable: os.LookupEnv B', 'a package variable: os.Environ'],
  ],
  ['one import', 'package p\n\nimport "os"\n\nvar a = os.Getenv("A")\n', ['a package variable: os.Getenv A']],
  ['another name', code('stdos "os"', 'var a = stdos.Getenv("A")'), ['a package variable: stdos.Getenv A']],
  [
    'a function that TestMain calls, and one that this calls',
    code('"os"', main('setup()'), 'func setup() {\n\tload("x")\n}', 'func load(p string) {\n\tos.Open(p)\n}'),
    ['TestMain: os.Open'],
  ],
  [
    'a method',
    code('"os"', 'var c = newConfig().load()', 'func (c *config) load() *config {\n\tos.Open("a")\n\treturn c\n}'),
    ['a package variable: os.Open a'],
  ],
  [
    'a path in parts',
    code('"os"\n\t"path/filepath"', main('os.Open(filepath.Join("..", "a", "b"))')),
    ['TestMain: os.Open ../a/b'],
  ],
  ['a path that is computed', code('"os"', main('os.Open(dir + "/a")')), ['TestMain: os.Open']],
  [
    'other packages',
    code(
      '"io/ioutil"\n\t"text/template"',
      'var t = template.Must(template.ParseFiles("a"))',
      'var b, _ = ioutil.ReadFile("b")',
    ),
    ['a package variable: template.ParseFiles', 'a package variable: ioutil.ReadFile b'],
  ],
  ['a program', code('"os/exec"\n\t"os"', main('exec.Command("git", "log").Run()')), ['TestMain: exec.Command']],
  [
    'a function that is called on the spot',
    code('"os"', 'var a = func() string {\n\treturn os.Getenv("A")\n}()'),
    ['a package variable: os.Getenv A'],
  ],
])('%s', (_title, source, expected) => {
  expect(calls(source)).toEqual(expected);
});

test.each<[string, string]>([
  ['a test', code('"os"', 'func TestA(t *testing.T) {\n\tos.Getenv("A")\n}')],
  ['a function that nobody calls', code('"os"', 'func setup() {\n\tos.Getenv("A")\n}', main('x()'))],
  ['a method of the name of m.Run', code('"os"', main('x()'), 'func (s *S) Run() {\n\tos.Getenv("A")\n}')],
  ['a method named init', code('"os"', 'func (s *S) init() {\n\tos.Getenv("A")\n}')],
  ['a function for later', code('"os"', 'var get = func() string {\n\treturn os.Getenv("A")\n}')],
  [
    'a function for later, in a struct',
    code('"os"', 'var c = C{Run: func(a []string) error {\n\tos.Open("x")\n\treturn nil\n}}'),
  ],
  ['a function itself', code('"os"', 'var getenv = os.Getenv')],
  [
    'a comment',
    code('"os"', '// func init() { os.Getenv("A") }', 'var x = 1 // os.Getenv("A")', '/*\nvar a = os.Getenv("A")\n*/'),
  ],
  ['a text', code('"os"', 'const src = `\nvar a = os.Getenv("A")\n`', 'var b = "os.Getenv(1)"')],
  ['another package of the name', code('"example.com/os"', 'var a = os.Getenv("A")')],
  ['a field of the name', code('"os"', 'var a = x.os.Getenv("A")')],
])('%s does not read early', (_title, source) => {
  expect(calls(source)).toEqual([]);
});

test('the TestMain of a package that is only imported does not run', () => {
  const source = code('"os"', main('os.Getenv("A")'), 'var b = os.Getenv("B")');
  expect(calls(source, false)).toEqual(['a package variable: os.Getenv B']);
});
