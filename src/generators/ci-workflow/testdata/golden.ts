import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Holds a workflow against testdata/<name>.yml. After a wanted change: UPDATE_GOLDEN=1, then read the difference. */
export function expectGolden(name: string, text: string): void {
  const file = join(__dirname, `${name}.yml`);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text);
  expect(text).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '');
}
