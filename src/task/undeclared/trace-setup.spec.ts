import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMPILE_ONLY, type RunPlan } from '../../runners';
import { traceSetup } from './trace-setup';

let bin: string;
beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'trace-setup-spec-'));
});
afterEach(() => rmSync(bin, { recursive: true }));

function install(name: string, body: string): string {
  writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`);
  chmodSync(join(bin, name), 0o755);
  return join(bin, name);
}

const native: RunPlan = { kind: 'native', why: '', launch: [], env: {}, emulated: false, identity: [], notes: [] };
const setup = (plan: Partial<RunPlan> = {}, undeclaredInputs: 'trace' | 'warn' = 'trace') => {
  const options = { undeclaredInputs, env: { PATH: bin }, dir: bin, port: { goos: 'linux', goarch: 'arm64' } };
  return traceSetup(options, { ...native, ...plan });
};
const container = { engine: 'podman', start: [], image: 'x' };

test('the emulator logs what it runs, in a container too', async () => {
  for (const plan of [{ kind: 'namespace' as const }, { kind: 'container' as const, container }]) {
    expect(await setup({ ...plan, emulated: true })).toMatchObject({ tracer: 'qemu' });
  }
});

test.each(['native', 'node', 'exec'] as const)('strace logs what runs without one: %s', async (kind) => {
  const strace = install('strace', 'for last; do :; done; [ "$last" = : ]');
  expect(await setup({ kind })).toEqual({ tracer: strace, note: expect.stringContaining(`${strace} logs`) });
});

test.each<[string, () => unknown, Partial<RunPlan>, RegExp]>([
  ['there is no strace', () => install('apt-get', ''), {}, /strace is not on PATH \(sudo apt-get .* strace\)$/],
  ['and nobody knows where to get it', () => undefined, {}, /: strace is not on PATH$/],
  [
    'ptrace is forbidden',
    () => install('strace', 'echo "strace: ptrace: not permitted" >&2; exit 1'),
    {},
    /cannot trace here: strace: ptrace: not permitted$/,
  ],
  ['a container', () => install('strace', ''), { kind: 'container', container }, /in a container cannot be traced/],
])('without a tracer the reason is said: %s', async (_title, prepare, plan, note) => {
  prepare();
  const found = await setup(plan);
  expect(found).toEqual({ note: expect.stringMatching(note) });
  expect(found?.note).toContain("as with 'warn'");
});

test('nobody is asked for another mode, or where nothing is run', async () => {
  expect(await setup({}, 'warn')).toBeUndefined();
  expect(await setup(COMPILE_ONLY)).toBeUndefined();
});
