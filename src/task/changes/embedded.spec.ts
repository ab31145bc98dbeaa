import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isEmbeddedBelow } from './embedded';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'embedded-spec-'));
  mkdirSync(join(root, 'svc', 'web', 'assets'), { recursive: true });
  const embeds = '//go:embed built.txt "with space.txt" `raw.txt`\n//go:embed all:web/assets *.sql\nvar x string\n';
  writeFileSync(join(root, 'svc', 'svc.go'), `package svc\n\n${embeds}`);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test.each([
  ['svc/built.txt', true],
  ['svc/with space.txt', true],
  ['svc/raw.txt', true],
  ['svc/web/assets/deep/app.js', true],
  ['svc/schema.sql', true],
  ['svc/web/schema.sql', false],
  ['svc/run.log', false],
  ['other/built.txt', false],
])('%s: %s', (file, expected) => {
  expect(isEmbeddedBelow(root, file)).toBe(expected);
});
