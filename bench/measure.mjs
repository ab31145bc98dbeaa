import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Seconds, seconds of processor time and output of a command. One that fails measures nothing, and ends the benchmark,
 * unless tests are allowed to fail.
 */
export function measure(command, args, { mayFail = false, ...options }) {
  const [started, usedBefore] = [performance.now(), processorTime()];
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    ...options,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const seconds = (performance.now() - started) / 1000;
  const cpu = processorTime() - usedBefore;
  const output = `${stdout}${stderr}`;
  if (error || (status !== 0 && !mayFail)) {
    throw new Error(`'${command} ${args.join(' ')}' failed (${error?.message ?? status}):\n${output}`);
  }
  return { seconds, cpu, output };
}

/** Of all children that have ended, and of theirs, user and system: proc_pid_stat(5), in hundredths of a second. */
function processorTime() {
  const fields = readFileSync('/proc/self/stat', 'latin1').split(') ').at(-1).split(' ');
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
