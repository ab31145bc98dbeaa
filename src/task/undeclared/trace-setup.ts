import { findInstaller, findStrace } from '../../host';
import { installCommand } from '../../emulation';
import type { RunPlan } from '../../runners';
import type { NormalizedTestOptions } from '../options/normalize-options';

/** Who logs the system calls of the tests. */
export interface TraceSetup {
  /** `qemu`, or the path of strace; undefined when nobody can. */
  readonly tracer?: string;
  /** The line that says so. */
  readonly note: string;
}

type Options = Pick<NormalizedTestOptions, 'undeclaredInputs' | 'env' | 'dir' | 'port'>;

/** Chooses the tracer of option `undeclaredInputs: trace`; undefined for any other value. */
export async function traceSetup(options: Options, plan: RunPlan): Promise<TraceSetup | undefined> {
  if (options.undeclaredInputs !== 'trace' || plan.compileOnly) return undefined;
  if (plan.emulated) return { tracer: 'qemu', note: 'undeclaredInputs trace: the emulator logs system calls' };
  if (plan.container !== undefined) return untraced('processes in a container cannot be traced from outside');
  const { env, dir, port } = options;
  const strace = await findStrace(env, dir);
  if (strace.path !== undefined) {
    return { tracer: strace.path, note: `undeclaredInputs trace: ${strace.path} logs system calls` };
  }
  const installer = findInstaller(env, dir);
  const install = installer && strace.reason.endsWith('not on PATH') && installCommand(installer, 'strace', port);
  return untraced(strace.reason, install || undefined);
}

function untraced(reason: string, install?: string): TraceSetup {
  const remedy = install === undefined ? '' : ` (${install})`;
  return { note: `undeclaredInputs trace: no system calls are logged, as with 'warn': ${reason}${remedy}` };
}
