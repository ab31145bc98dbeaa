import { capture } from '../process';
import type { Port } from '../ports';
import { factKey, fileStamp, remember } from './fact-store';
import { findExecutable } from './find-executable';

/**
 * What runs the programs of a wasm port, in words that change with its version: another version may make another result.
 * Undefined for other ports.
 */
export async function wasmRuntime(
  { goos, goarch }: Port,
  env: NodeJS.ProcessEnv,
  cwd: string,
): Promise<string | undefined> {
  if (goarch !== 'wasm') return undefined;
  const name = goos === 'wasip1' ? env.GOWASIRUNTIME : undefined;
  if (!name) return `Node ${process.version}`;
  const path = findExecutable([name], env, cwd);
  const version = path === undefined ? 'not on PATH' : await versionOf(path, name);
  return [`${name} (${version})`, env.GOWASIRUNTIMEARGS].filter(Boolean).join(' ');
}

async function versionOf(path: string, name: string): Promise<string> {
  const answer = await remember(
    'wasm',
    factKey(fileStamp(path)),
    async () => {
      const asked = await capture([path, name === 'wazero' ? 'version' : '--version'], { timeout: 10_000 });
      const { stdout, stderr, exitCode } = asked;
      return exitCode === 0 ? (stdout || stderr).trim().split('\n', 1)[0] || undefined : undefined;
    },
    (version) => version !== undefined,
  );
  return answer ?? 'of an unknown version';
}
