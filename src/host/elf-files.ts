import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { elfProgram } from '../emulation';

/** Gives `use` a small program of each GOARCH (elfProgram), in a folder that is gone afterwards. Undefined where no file can be made. */
export async function withElfFiles<T>(
  goarchs: readonly string[],
  use: (files: readonly string[], folder: string) => Promise<T>,
): Promise<T | undefined> {
  let folder: string | undefined;
  try {
    folder = mkdtempSync(join(tmpdir(), 'nx-go-cross-'));
    const files = goarchs.map((goarch) => join(folder!, `elf-${goarch}`));
    for (const [index, file] of files.entries()) {
      writeFileSync(file, elfProgram(goarchs[index]!) ?? '', { mode: 0o700 });
    }
    return await use(files, folder);
  } catch {
    // No folder for temporary files, or a full one: whoever needs one for the tests says so.
    return undefined;
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}
