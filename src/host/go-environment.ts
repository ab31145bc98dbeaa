import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { capture } from '../process';
import { factKey, fileStamp, remember } from './fact-store';
import { findExecutable } from './find-executable';

/** What `go env` says of the host's own port, asked again only when something that it depends on has changed. */
export async function goEnvironment(env: NodeJS.ProcessEnv, cwd: string): Promise<Record<string, string> | undefined> {
  const go = findExecutable(['go'], env, cwd);
  if (go === undefined) return undefined;
  const set = Object.entries(env).filter(([name]) => /^(GO|CGO_|CC$|CXX$|HOME$|XDG_CONFIG_HOME$)/.test(name));
  const files = [
    go,
    join(dirname(dirname(go)), 'go.env'),
    ...configFiles(env),
    join(cwd, 'go.mod'),
    join(cwd, 'go.work'),
  ];
  return remember('go-env', factKey([set.sort(), files.map(fileStamp), cwd]), async () => {
    const { stdout } = await capture([go, 'env', '-json'], { cwd, env });
    return parse(stdout);
  });
}

/** What `go env -w` wrote: lines such as `GOARM64=v9.0`. */
export function goEnvFile(env: NodeJS.ProcessEnv): ReadonlyMap<string, string> {
  const text =
    configFiles(env)
      .map(readText)
      .find((one) => one !== undefined) ?? '';
  const lines = text.split('\n').map((line) => /^([A-Z0-9_]+)=(.*)$/.exec(line.trim()));
  return new Map(lines.flatMap((line) => (line ? [[line[1]!, line[2]!] as const] : [])));
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Where `go env -w` writes (os.UserConfigDir of Go). */
function configFiles({ GOENV, XDG_CONFIG_HOME, HOME }: NodeJS.ProcessEnv): string[] {
  if (GOENV === 'off') return [];
  if (GOENV) return [GOENV];
  if (XDG_CONFIG_HOME) return [join(XDG_CONFIG_HOME, 'go', 'env')];
  return HOME ? [join(HOME, '.config', 'go', 'env'), join(HOME, 'Library', 'Application Support', 'go', 'env')] : [];
}

function parse(json: string): Record<string, string> | undefined {
  try {
    return JSON.parse(json) as Record<string, string>;
  } catch {
    return undefined;
  }
}
