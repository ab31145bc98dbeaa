import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { importPathOf } from './import-path';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'import-path-spec-'));
  const modules = {
    svc: '// a comment\nmodule example.com/svc // why\n',
    'svc/nested': 'module "example.com/quoted"\n',
    src: 'module std\n',
  };
  for (const [dir, text] of Object.entries(modules)) {
    mkdirSync(join(root, dir), { recursive: true });
    writeFileSync(join(root, dir, 'go.mod'), text);
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const RUN = ['example.com/svc', 'example.com/svc/a/b', 'example.com/quoted/c', 'strings', 'github.com/x/y/z'];

test.each([
  ['svc', 'example.com/svc'],
  ['svc/a/b', 'example.com/svc/a/b'],
  ['svc/nested/c', 'example.com/quoted/c'],
  ['src/strings', 'strings'],
  ['svc/vendor/github.com/x/y/z', 'github.com/x/y/z'],
  ['svc/unknown', undefined],
])('%s is %s', (dir, expected) => {
  expect(importPathOf(join(root, dir), RUN)).toBe(expected);
});

test('a folder outside of any module', () => {
  expect(importPathOf(dirname(root), RUN)).toBeUndefined();
});
