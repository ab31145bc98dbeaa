import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnv } from './env';
import { exec } from './exec';
import { GOCACHE } from './suite';

/** Kept between runs on one machine, git-ignored. */
export const TOOLS = join(GOCACHE, '..', 'tools');

/** A Go program of that version, through the Go module proxy. Returns the path of the executable. */
export async function goTool(module: string, version: string): Promise<string> {
  const name = module.split('/').at(-1)!;
  const GOBIN = join(TOOLS, `${name}-${version}`);
  const program = join(GOBIN, name);
  if (existsSync(program)) return program;
  mkdirSync(GOBIN, { recursive: true });
  // Built from source once; go removes what it could not finish.
  const env = { ...cleanEnv(), GOBIN };
  const { code, output } = await exec(['go', 'install', `${module}@${version}`], { cwd: TOOLS, env, timeout: 280_000 });
  if (code !== 0) throw new Error(`go install of ${name} ${version} failed:\n${output}`);
  return program;
}
