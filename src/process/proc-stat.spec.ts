import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { procStat, startTicks } from './proc-stat';

test('the fields behind a command that has a parenthesis and spaces in its name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nx-go-cross-spec-'));
  const program = join(folder, 'a) R 1 (b');
  copyFileSync('/bin/sleep', program);
  const child = spawn(program, ['60']);
  try {
    await once(child, 'spawn');
    const [state, parent] = procStat(child.pid!)!;
    expect(state).toMatch(/^[RSD]$/);
    expect(parent).toBe(String(process.pid));
    expect(Number(startTicks(child.pid!))).toBeGreaterThanOrEqual(Number(startTicks(process.pid)));
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
    rmSync(folder, { recursive: true });
  }
  expect(procStat(child.pid!)).toBeUndefined();
});
