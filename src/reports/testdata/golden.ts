import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Holds a text against testdata/<name>.txt. After a wanted change: UPDATE_GOLDEN=1 npx jest src/reports, then read the difference. */
export function expectGolden(name: string, text: string): void {
  const file = join(__dirname, `${name}.txt`);
  const stable = normalize(text);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, stable);
  expect(stable).toBe(readFileSync(file, 'utf8'));
}

/** Durations, addresses and goroutines are other ones in every recording. */
function normalize(text: string): string {
  return text
    .replace(/\b\d+(\.\d+)?s\b/g, '0.00s')
    .replace(/0x[0-9a-f]+/g, '0x0')
    .replace(/goroutine \d+/g, 'goroutine 0');
}
