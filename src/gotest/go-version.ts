import { capture } from '../process';
import type { TestUnit } from './unit';

/** The version of the go command of a unit in another folder, such as `go1.26.8`; undefined where it does not say. */
export async function goVersionIn(
  { go, env }: Pick<TestUnit, 'go' | 'env'>,
  cwd: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const { exitCode, stdout } = await capture([go, 'env', 'GOVERSION'], { cwd, env: { ...env, PWD: cwd }, signal });
  return exitCode === 0 ? stdout.trim() : undefined;
}
