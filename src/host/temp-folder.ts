import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { noTempFolder } from './errors';
import { guardFolder } from '../process';

/** Where cmd/go puts what it makes when it is started in `dir` (go help environment; os.TempDir). */
export function tempParent(env: NodeJS.ProcessEnv, dir: string): string {
  return resolve(dir, env.GOTMPDIR || env.TMPDIR || tmpdir());
}

export interface TempFolder {
  readonly path: string;
  remove(): void;
}

const taken = new Set<TempFolder>();

/** A folder of this user below `parent`, removed by `remove`, or by whatever ends this process. */
export function takeTempFolder(parent: string): TempFolder {
  listen();
  const path = make(parent);
  const drop = guardFolder(path);
  const folder = {
    path,
    remove() {
      rmSync(path, { recursive: true, force: true });
      taken.delete(folder);
      drop();
    },
  };
  taken.add(folder);
  return folder;
}

let isListening = false;

function listen(): void {
  if (!isListening) process.once('exit', () => taken.forEach(({ remove }) => remove()));
  isListening = true;
}

function make(parent: string): string {
  try {
    return mkdtempSync(join(parent, 'nx-go-cross-'));
  } catch (error) {
    throw noTempFolder(parent, (error as NodeJS.ErrnoException).code ?? String(error));
  }
}
