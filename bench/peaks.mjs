// The most memory that a Node process of a command has had.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NOTE = join(dirname(fileURLToPath(import.meta.url)), 'peak.cjs');

/** The environment that a command needs for it, and what to ask afterwards: megabytes, and which program it was. */
export function measuredPeaks(base) {
  const dir = join(base, 'peaks');
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir);
  const highest = () => {
    const notes = readdirSync(dir).map((pid) => readFileSync(join(dir, pid), 'utf8').split(' '));
    if (notes.length === 0) throw new Error('No Node process noted its memory.');
    const [megabytes, program] = notes.toSorted((a, b) => b[0] - a[0])[0];
    return { megabytes: Number(megabytes), program };
  };
  return { env: { NODE_OPTIONS: `--require=${NOTE}`, BENCH_PEAKS: dir }, highest };
}
