import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isThere } from './is-there';

test('a process is there until it has been waited for', async () => {
  const child = spawn('sleep', ['60']);
  await once(child, 'spawn');
  expect([isThere(process.pid), isThere(child.pid!)]).toEqual([true, true]);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(isThere(child.pid!)).toBe(false);
});
