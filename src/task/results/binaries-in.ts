import { join } from 'node:path';

/** The folder with nothing but what another machine needs, below the one with the reports of the build. */
export function binariesIn(outputDir: string): string {
  return join(outputDir, 'binaries');
}
