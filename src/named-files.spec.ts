import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');

/** Pages and sources that people read; specs and fixtures also name files that they make themselves. */
const READ = ['.', 'src', 'e2e', 'bench', 'docs', 'scripts']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: folder !== '.', encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => /\.(md|[cm]?[jt]s)$/.test(file) && !/\.spec\.ts$|\/(fixtures|testdata|mutations)\//.test(file));

const linesOf = (file: string) => readFileSync(join(ROOT, file), 'utf8').split('\n');

/** Paths from the repository's root, with a suffix. */
function named(line: string): string[] {
  return [...line.matchAll(/(?<![\w/.@-])(?:src|e2e|bench|docs|scripts)\/[\w./-]+\.(?:md|sh|[cm]?[jt]s)\b/g)].map(
    ([path]) => path,
  );
}

test('the scan sees what is named', () => {
  expect(READ.length).toBeGreaterThan(300);
  expect(named('see src/a.ts, (docs/b-c.md), e2e/d.e2e.spec.ts')).toEqual([
    'src/a.ts',
    'docs/b-c.md',
    'e2e/d.e2e.spec.ts',
  ]);
  expect(named('node_modules/x/src/a.ts src/cmd/go src/a.go')).toEqual([]);
});

test('files that comments and pages name are there', () => {
  const missing = READ.flatMap((file) =>
    linesOf(file).flatMap((line, at) =>
      named(line)
        .filter((path) => !existsSync(join(ROOT, path)))
        .map((path) => `${file}:${at + 1} ${path}`),
    ),
  );
  expect(missing).toEqual([]);
});
