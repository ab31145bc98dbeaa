import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnv } from './env';
import { exec } from './exec';
import { REPOSITORY, suiteDir } from './suite';

export interface SourceImports {
  readonly file: string;
  readonly imports: readonly string[];
  /** Why go/parser refuses the file. */
  readonly error?: string;
}

export interface FolderFiles {
  readonly dir: string;
  readonly built: readonly string[];
  readonly ignored: readonly string[];
  readonly invalid: readonly string[];
}

/** The import declarations of all .go files below some folders, as go/parser reads them. */
export async function parsedImports(dirs: readonly string[]): Promise<SourceImports[]> {
  return (await ask(['imports', ...dirs], {})) as SourceImports[];
}

/** The files of all folders below some, as go/build sorts them in an environment. */
export async function builtFiles(dirs: readonly string[], env: NodeJS.ProcessEnv): Promise<FolderFiles[]> {
  return (await ask(['files', ...dirs], env)) as FolderFiles[];
}

/** What a go command prints. */
export async function go(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { code, stdout, stderr } = await exec(['go', ...args], { cwd, env: { ...cleanEnv(), ...env } });
  if (code !== 0) throw new Error(`go ${args.join(' ')} failed:\n${stderr}`);
  return stdout;
}

async function ask(args: readonly string[], env: NodeJS.ProcessEnv): Promise<unknown[]> {
  const { code, stdout, stderr } = await exec([await oracle(), ...args], {
    cwd: suiteDir(),
    env: { ...cleanEnv(), ...env },
  });
  if (code !== 0) throw new Error(`oracle ${args.join(' ')} failed:\n${stderr}`);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** e2e/fixtures/oracle, built once per run. */
async function oracle(): Promise<string> {
  const file = join(suiteDir(), 'oracle');
  if (existsSync(file)) return file;
  await go(['build', '-o', `${file}.new`, '.'], join(REPOSITORY, 'e2e', 'fixtures', 'oracle'));
  renameSync(`${file}.new`, file);
  return file;
}
