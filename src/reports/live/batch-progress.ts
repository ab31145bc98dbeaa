import type { PackageRun, TestRun } from '../../events';
import { styleFor } from '../style';
import { packageLine } from './package-line';
import type { RunInfo, Writer } from './reporter';

/** Hears of the packages of one task. */
export interface TaskProgress {
  onPackages(importPaths: readonly string[]): void;
  onEvent(event: unknown, run: TestRun): void;
}

/**
 * A line for each package of any task of a batch as it ends: `[12/96] svc linux/arm64  ok    example.com/svc  0.42s`. The
 * texts of the tasks themselves appear when these have ended. The second number is that of the packages known so far.
 */
export class BatchProgress {
  private readonly known = new Set<string>();
  private ended = 0;

  constructor(private readonly writer: Writer) {}

  of(project: string, info: RunInfo): TaskProgress {
    const name = `${project} ${info.port}`;
    const reported = new Map<string, PackageRun>();
    return {
      onPackages: (importPaths) => {
        for (const importPath of importPaths) this.known.add(`${name} ${importPath}`);
      },
      onEvent: (_event, { packages }) => {
        for (const [importPath, run] of packages) {
          this.known.add(`${name} ${importPath}`);
          if (!run.ended || reported.get(importPath) === run) continue;
          // One that is run again counts once.
          if (!reported.has(importPath)) this.ended++;
          reported.set(importPath, run);
          this.write(name, run, info);
        }
      },
    };
  }

  private write(name: string, run: PackageRun, info: RunInfo): void {
    const style = styleFor(this.writer.color);
    const count = style.faint(`[${this.ended}/${this.known.size}]`);
    this.writer.write(`${count} ${name}  ${packageLine(run, style, info)}`);
  }
}
