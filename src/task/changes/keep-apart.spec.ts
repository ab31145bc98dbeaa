import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRerunMark, rerunNonces } from '../../host';
import { keepApart } from './keep-apart';

const variable = 'NX_GO_CROSS_UNSEEN_0123456789AB';

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'keep-apart-spec-'));
  mkdirSync(join(cache, 'svc'));
  writeFileSync(join(cache, 'svc', 'svc.go'), 'package svc\n\n//go:embed built.txt\nvar x string\n');
});
afterEach(() => rmSync(cache, { recursive: true, force: true }));

const keep = (changed: string[], env: NodeJS.ProcessEnv = {}, nxJson = {}, place: object | undefined = undefined) =>
  keepApart(changed, { place: { cache, variable }, ...place }, { root: cache, nxJsonConfiguration: nxJson }, env);

test('the next key of the target is another one, and the text says why', () => {
  const { text, refused } = keep(['svc/a.go', 'svc/b.go', 'svc/c.go', 'svc/d.go', 'svc/e.go']);
  expect(refused).toBeUndefined();
  expect(text).toBe(
    'svc/a.go, svc/b.go, svc/c.go and 2 more changed after Nx had looked at the files: this result is not used again.\n',
  );
  const { nonce, changed } = readRerunMark(cache, variable)!;
  expect(rerunNonces(cache)).toEqual({ [variable]: nonce });
  keepApart(
    ['svc/z.go'],
    { place: { cache, variable }, mark: { nonce, changed } },
    { root: cache, nxJsonConfiguration: {} },
    {},
  );
  const second = readRerunMark(cache, variable)!;
  expect(second.nonce).not.toBe(nonce);
  expect(second.changed).toEqual(['svc/z.go', ...changed]);
});

const REMOTE = { NX_SELF_HOSTED_REMOTE_CACHE_SERVER: 'http://cache' };

test.each<[string, string, NodeJS.ProcessEnv, object, object | undefined, boolean]>([
  ['a source, only here', 'svc/a.go', {}, {}, undefined, false],
  ['a source, where others share results', 'svc/a.go', REMOTE, {}, undefined, true],
  ['a source, with Nx Cloud', 'svc/a.go', {}, { nxCloudId: 'x' }, undefined, true],
  ['a source, with Nx Cloud switched off', 'svc/a.go', { NX_NO_CLOUD: 'true' }, { nxCloudId: 'x' }, undefined, false],
  ['go.mod, where others share results', 'svc/go.mod', REMOTE, {}, undefined, true],
  ['an embedded file, where others share results', 'svc/built.txt', REMOTE, {}, undefined, true],
  ['data, which the tests may have written', 'svc/testdata/a.go', REMOTE, {}, undefined, false],
  ['a source, and the key holds no mark', 'svc/a.go', {}, {}, { place: undefined }, true],
  ['data, and the key holds no mark', 'svc/x.txt', {}, {}, { place: undefined }, false],
])('%s', (_title, file, env, nxJson, place, isRefused) => {
  const { text, refused } = keep([file], env, nxJson, place);
  expect([refused !== undefined, text === '']).toEqual([isRefused, isRefused]);
  if (isRefused) expect(refused).toMatchObject({ code: 'inputsChanged', message: expect.stringContaining(file) });
});

test('where no mark can be written a source is refused', () => {
  writeFileSync(join(cache, 'nx-go-cross-reruns'), 'a file');
  expect(keep(['svc/a.go']).refused?.code).toBe('inputsChanged');
  expect(rerunNonces(cache)).toEqual({});
});
