import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentDigest, readRegularText, sha256Of } from '.';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'file-content-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const at = (name: string) => join(root, name);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test.each([0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1])('a file of %i bytes, and a link to it', (size) => {
  const text = 'x'.repeat(size);
  writeFileSync(at('file'), text);
  symlinkSync('file', at('link'));
  for (const name of ['file', 'link']) {
    expect(contentDigest(at(name))).toBe(sha256(text));
    expect(sha256Of(at(name))).toBe(sha256(text));
    expect(readRegularText(at(name))).toBe(text);
  }
});

/** What has no end, or no content at all; each as it is and behind a link. */
const WITHOUT_CONTENT: readonly [string, (path: string) => void, string][] = [
  ['a named pipe', (path) => void execFileSync('mkfifo', [path]), 'no regular file'],
  ['a device', (path) => symlinkSync('/dev/zero', path), 'no regular file'],
  ['a terminal', (path) => symlinkSync('/dev/tty', path), 'no regular file'],
  ['a folder', (path) => symlinkSync('/', path), 'no regular file'],
  ['nothing', (path) => symlinkSync('nowhere', path), 'ENOENT'],
  ['a loop', (path) => symlinkSync('loop', path), 'ELOOP'],
];

test.each(WITHOUT_CONTENT)('%s is not read', (_title, make, word) => {
  symlinkSync('loop', at('loop'));
  make(at('odd'));
  symlinkSync('odd', at('link'));
  for (const name of ['odd', 'link']) {
    expect(contentDigest(at(name))).toBe(word);
    expect(readRegularText(at(name))).toBeUndefined();
    expect(() => sha256Of(at(name))).toThrow(/no regular file|ENOENT|ELOOP/);
  }
});

test('a socket is not read', async () => {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(at('socket'), listening));
  expect(contentDigest(at('socket'))).toBe('no regular file');
  await new Promise((closed) => server.close(closed));
});

/** Regular files to the kernel that wait for messages, or hold all of the memory. */
const ENDLESS = ['/proc/kmsg', '/proc/kcore', '/proc/self/mem'].filter(existsSync);

test.each(ENDLESS)('%s, which is a regular file, comes to an end', (path) => {
  expect(contentDigest(path)).toMatch(/^([0-9a-f]{64}|\d+ [\d.]+|E[A-Z]+)$/);
});

test('a huge file counts with its size and time', () => {
  writeFileSync(at('huge'), '');
  truncateSync(at('huge'), (1 << 30) + 1);
  utimesSync(at('huge'), 1, 1);
  expect(contentDigest(at('huge'))).toBe(`${(1 << 30) + 1} 1000`);
});
