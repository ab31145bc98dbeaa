import { capture, type Captured } from '../process';
import { ELF_PROGRAM_OUTPUT } from '../emulation';
import { isQemuVersion, NO_CPU, refusesCpu } from './ask-interpreter';
import { withElfFiles } from './elf-files';
import { emulatorOf, type Emulator } from './emulator';
import { withoutQemu } from './emulator-env';
import type { RegisteredEmulator } from './registered-emulator';

/** An emulator, and the words that make it run a binary. */
export interface StartedEmulator {
  readonly emulator: Emulator;
  readonly launch: readonly string[];
}

/** A CPU model that somebody named and that no emulator here has. */
export interface RefusedCpu {
  /** What the emulator says about it. */
  readonly detail: string;
  readonly emulator: Emulator;
  /** Those that it has. */
  readonly models: readonly string[];
}

/** Undefined when one of the emulators takes the model. */
export async function refusedCpu(
  goarch: string,
  cpu: string,
  emulators: readonly StartedEmulator[],
  env: NodeJS.ProcessEnv,
): Promise<RefusedCpu | undefined> {
  const answers = await Promise.all(emulators.map(({ launch }) => startWith(goarch, cpu, launch, env)));
  const [first] = emulators;
  if (first === undefined || !answers.every((answer) => answer !== undefined && isRefusal(answer))) return undefined;
  const list = await startWith(goarch, 'help', first.launch, env);
  return { detail: detailOf(answers[0]!), emulator: first.emulator, models: modelsIn(list?.stdout ?? '') };
}

/** Whether a CPU model that QEMU_CPU names is in force: a wrapper may choose another. `unknown` on a machine at its limits. */
export async function takesCpu(
  goarch: string,
  launch: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<boolean | 'unknown'> {
  const answer = await startWith(goarch, NO_CPU, launch, env);
  if (answer === undefined || answer.exitCode === undefined) return 'unknown';
  return refusesCpu(answer, NO_CPU);
}

/** What a program that binaries are given to is: QEMU, or one that starts it, or nobody knows what. */
export async function askProgram(
  goarch: string,
  launch: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<RegisteredEmulator> {
  const [version, isTaken] = await Promise.all([
    start(goarch, launch, env, { QEMU_VERSION: '1' }),
    takesCpu(goarch, launch, env),
  ]);
  const [said = ''] = (version?.stdout ?? '').split('\n', 1);
  const isQemu = isQemuVersion(said);
  return { ...emulatorOf(launch.join(' '), isQemu ? said : '', []), isQemu, takesCpu: isQemu && isTaken === true };
}

function startWith(goarch: string, cpu: string, launch: readonly string[], env: NodeJS.ProcessEnv) {
  return start(goarch, launch, env, { QEMU_CPU: cpu });
}

function start(goarch: string, launch: readonly string[], env: NodeJS.ProcessEnv, more: NodeJS.ProcessEnv) {
  return withElfFiles([goarch], ([file = ''], cwd) =>
    capture([...launch, file], { cwd, env: { ...withoutQemu(env), ...more }, timeout: 10_000 }),
  );
}

/** QEMU ended by itself before it ran anything. A signal is the end of a program that a CPU could not run. */
function isRefusal({ exitCode, stdout, stderr }: Captured): boolean {
  return exitCode !== undefined && stdout !== ELF_PROGRAM_OUTPUT && stdout + stderr !== '';
}

/** Without the name of the emulator. Asked for `help` it prints a list, and says nothing. */
function detailOf({ stderr }: Captured): string {
  const [line = ''] = stderr.trim().split('\n', 1);
  return line.replace(/^qemu\S*: |\.$/g, '');
}

/** `x86 Haswell  (alias …)`, `PowerPC power9  PVR 004e1202`, `MIPS '24Kc'`, `s390 z14  IBM z14 …`, or a name alone. */
function modelsIn(help: string): string[] {
  const [list = ''] = help.replace(/^Available CPUs:\n/, '').split('\n\n', 1);
  const names = list.split('\n').map((line) => /^\s*(?:(?:x86|PowerPC|MIPS|s390)\s+)?'?([^\s':]+)/.exec(line)?.[1]);
  return names.filter((name) => name !== undefined);
}
