import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GOARCHS } from '../../../src/ports';
import { cleanEnv } from '../env';
import { exec } from '../exec';
import { go } from '../go-oracle';
import { whyNot } from './reasons';
import type { Row } from './row';

/** The GOARCHs whose names Go keeps for ports that it does not have, with Go's own words about each. */
export async function reservedRows(dir: string): Promise<Row[]> {
  const root = (await go(['env', 'GOROOT'], dir)).trim();
  const source = readFileSync(join(root, 'src', 'internal', 'syslist', 'syslist.go'), 'utf8');
  const known = [...source.split('var KnownArch')[1]!.matchAll(/"(\w+)":/g)].map(([, goarch]) => goarch!);
  const said = known
    .filter((goarch) => !GOARCHS.includes(goarch))
    .map(async (goarch): Promise<Row> => {
      const env = { ...cleanEnv(), GOOS: 'linux', GOARCH: goarch };
      const { output } = await exec(['go', 'build', '.'], { cwd: dir, env });
      return { port: `linux/${goarch}`, verdict: 'not possible', how: whyNot(output), cpu: '' };
    });
  return Promise.all(said);
}
