import { readlinkSync, realpathSync } from 'node:fs';
import { capture } from './capture';
import { killCapturesOn } from './kill-captures';

test('returns output and exit code of a command that ends', async () => {
  const result = await capture(['/bin/sh', '-c', 'echo out; echo err >&2; exit 3']);
  expect(result).toMatchObject({ exitCode: 3, stdout: 'out\n', stderr: 'err\n', timedOut: false });
});

test('hands arguments over as they are, whatever a shell would make of them', async () => {
  const odd = ['A|B', '$(touch x)', '; touch x', '', 'a b', "it's", '"'];
  const { stdout } = await capture(['/usr/bin/printf', '%s\\n', ...odd]);
  expect(stdout).toBe(odd.map((word) => `${word}\n`).join(''));
});

test('gives the child exactly the environment it was told', async () => {
  const { stdout } = await capture(['/usr/bin/env'], { env: { ONLY: 'this' } });
  expect(stdout).toBe('ONLY=this\n');
});

test('hands over standard input, and none by default', async () => {
  expect((await capture(['/bin/cat'], { input: 'line\0' })).stdout).toBe('line\0');
  expect((await capture(['/bin/cat'])).stdout).toBe('');
});

test('lets a command be looked at while it runs, and then ends its input', async () => {
  const seen: string[] = [];
  const onOutput = (pid: number) => seen.push(readlinkSync(`/proc/${pid}/exe`));
  const { stdout, exitCode } = await capture(['/bin/sh', '-c', 'echo up; read -r end; echo down'], { onOutput });
  expect([stdout, exitCode, seen]).toEqual(['up\ndown\n', 0, [realpathSync('/bin/sh')]]);
  expect(await capture(['/bin/true'], { onOutput })).toMatchObject({ exitCode: 0 });
});

test('reports a missing program as errno, not as an exit code', async () => {
  expect(await capture(['/nonexistent/program'])).toMatchObject({ exitCode: undefined, errno: 'ENOENT' });
});

test('reports the signal that ended a command', async () => {
  expect(await capture(['/bin/sh', '-c', 'kill -SEGV $$'])).toMatchObject({ exitCode: undefined, signal: 'SIGSEGV' });
});

test('kills a command that takes too long', async () => {
  const result = await capture(['/bin/sh', '-c', 'sleep 30'], { timeout: 100 });
  expect(result.timedOut).toBe(true);
});

test('an abort ends a command and what it has started', async () => {
  const controller = new AbortController();
  const running = capture(['/bin/sh', '-c', 'sleep 30; echo late'], { signal: controller.signal });
  setTimeout(() => controller.abort(), 100);
  expect(await running).toMatchObject({ signal: 'SIGKILL', stdout: '', timedOut: false });
});

test('an abort that came before ends it too', async () => {
  const result = await capture(['/bin/sh', '-c', 'sleep 30'], { signal: AbortSignal.abort() });
  expect(result.signal).toBe('SIGKILL');
});

test('an abort ends the commands of a work that knows nothing of it, and no others', async () => {
  const controller = new AbortController();
  const work = async () => {
    await capture(['/bin/sh', '-c', 'true']);
    return capture(['/bin/sh', '-c', 'sleep 30']);
  };
  const [inside, outside] = [killCapturesOn(controller.signal, work), capture(['/bin/sh', '-c', 'sleep 1; echo done'])];
  setTimeout(() => controller.abort(), 300);
  expect(await inside).toMatchObject({ signal: 'SIGKILL' });
  expect(await outside).toMatchObject({ exitCode: 0, stdout: 'done\n' });
});
