import { spawnSync } from 'node:child_process';

/** Seconds and output of a command. One that fails measures nothing, and ends the benchmark. */
export function measure(command, args, options) {
  const started = performance.now();
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    ...options,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const seconds = (performance.now() - started) / 1000;
  const output = `${stdout}${stderr}`;
  if (error || status !== 0) {
    throw new Error(`'${command} ${args.join(' ')}' failed (${error?.message ?? status}):\n${output}`);
  }
  return { seconds, output };
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
