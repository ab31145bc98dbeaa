import { scanImports } from './imports';

const TICK = '`';

test.each<[string, readonly string[]]>([
  ['package p', []],
  ['package p\nimport "a"\nimport b "b"\nimport . "c"\nimport _ "d"\nfunc f() {}', ['a', 'b', 'c', 'd']],
  ['package p;import"a";import("b";c"c")\nvar x = 1', ['a', 'b', 'c']],
  ['package p\nimport (\n\t"a" // see (section 3)\n\t/* "x" ) */ _ "b"\n)\n', ['a', 'b']],
  [`package p\nimport ${TICK}a/\rb${TICK}\n`, ['a/b']],
  ['package p\nimport ünïcode "a"\n', ['a']],
  ['package p\r\nimport (\r\n\t"a"\r\n)\r\n', ['a']],
  ['\ufeff// c\npackage p\nimport "a"\n', ['a']],
  ['package p\nimport "\\x61\\142\\u0063"\n', ['abc']],
  ['package p\nimport "\\U7fffffff\\xff"\n', ['\ufffd\ufffd']],
  ['package p\nimport ()\nimport "a"\n', ['a']],
  ['// import "x"\n/* import "x" */ package p\nvar s = `\nimport "x"\n`\nimport "y"\n', []],
  ['package p\nimporter()\nimport "x"', []],
  ['package p\nimport "a"\nimport "b', ['a']],
  ['package p\nimport "a\nimport "b"', []],
  ['package p\nimport ("a"', ['a']],
  ['import "x"\n', []],
  ['\x7fELF\0\0garbage "x"', []],
  ['', []],
])('%j', (text, imports) => {
  expect(scanImports(text).imports).toEqual(imports);
});

test('the name of the package', () => {
  expect(scanImports('// c\npackage /* c */ größe\n').packageName).toBe('größe');
  expect(scanImports('func f()').packageName).toBeUndefined();
});

test('whatever the text is cut at, the scanner knows when more of it could matter', () => {
  const head = `// a\n/* b */ package p // c\nimport a ${TICK}x${TICK}\nimport (\n\t_ "y" /* d */\n)\n/* e */ import "z"\n`;
  const text = `${head}/* f */\n// g\nconst c = 1\n`;
  const whole = scanImports(text);
  expect(whole.imports).toEqual(['x', 'y', 'z']);
  for (let length = 0; length < text.length; length++) {
    const { end, imports } = scanImports(text.slice(0, length));
    if (end === 'reached') expect(imports).toEqual(whole.imports);
  }
  expect(whole.end).toBe('reached');
});
