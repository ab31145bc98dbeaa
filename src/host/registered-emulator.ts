import { randomUUID } from 'node:crypto';
import { readText } from '../files';
import { readBinfmt, type BinfmtEntry, type BinfmtFacts } from './binfmt-misc';
import { askInterpreter, askVersions, isQemuVersion, type Answer, type SeenProgram } from './ask-interpreter';
import { emulatorOf, scriptOf, type Emulator } from './emulator';
import { canRunNatively } from '../ports';
import { factKey, fileStamp, remember } from './fact-store';
import { fileIdentity, isScript } from './identity/file-identity';
import { nodePort } from './without-go';

/** What binfmt_misc hands binaries of a GOARCH to. */
export interface RegisteredEmulator extends Emulator {
  readonly isQemu: boolean;
  /** A CPU model that QEMU_CPU names is in force. */
  readonly takesCpu: boolean;
}

/**
 * Asks what binfmt_misc hands binaries of a GOARCH to. The path of a registration does not tell: with flag F the program
 * was opened when it was registered, in a container that is gone for example, and without it the path may be a wrapper's.
 * Undefined where nothing is registered that works. Asked once per registration and state of the file; where a
 * registration cannot be seen, as in a container, or starts a script, which may start anything, each time.
 */
export async function registeredEmulator(
  goarch: string,
  binfmt: BinfmtFacts,
  env: NodeJS.ProcessEnv,
): Promise<RegisteredEmulator | undefined> {
  if (!mayHandOver(binfmt)) return undefined;
  const { entry } = binfmt;
  if (entry === undefined) return described(await askInterpreter(goarch, env), undefined);
  const key = factKey([1, bootId(), goarch, entry.stamp, fileStamp(entry.interpreter)]);
  const isLasting = (answer: Answer) => answer.outcome === 'ran' && pinsProgram(entry, answer.program);
  return described(await remember('registered', key, () => askInterpreter(goarch, env), isLasting), entry);
}

type Known = Pick<Emulator, 'identity' | 'major'>;

/** The same for keys, of several GOARCHs. Those of which nothing is registered are left out. */
export async function registeredIdentities(
  goarchs: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<ReadonlyMap<string, Known>> {
  const tables = goarchs.map((goarch) => ({ goarch, binfmt: readBinfmt(goarch) }));
  const hidden = tables.filter(({ binfmt }) => !binfmt.visible && mayHandOver(binfmt)).map(({ goarch }) => goarch);
  const versions = hidden.length === 0 ? {} : await askVersions(hidden, env);
  const found = tables.map(async ({ goarch, binfmt }) => {
    const known = hidden.includes(goarch) ? hiddenEmulator(goarch, versions[goarch]) : 'ask';
    return [goarch, known === 'ask' ? await registeredEmulator(goarch, binfmt, env) : known] as const;
  });
  const all = await Promise.all(found);
  return new Map(all.flatMap(([goarch, known]) => (known === undefined ? [] : [[goarch, known]])));
}

/**
 * By what a binary printed when QEMU was asked for its version; `ask` where something else ran it. What the host may run
 * by itself, it does: no other program is made to take its own binaries from a kernel.
 */
function hiddenEmulator(goarch: string, printed: string | undefined): Known | 'ask' | undefined {
  if (printed === undefined) return { identity: `unknown ${randomUUID()}` };
  if (printed === '') return undefined;
  if (isQemuVersion(printed)) return emulatorOf('', printed, []);
  return canRunNatively(nodePort(), { goos: 'linux', goarch }) === 'never' ? 'ask' : undefined;
}

/** Whether the kernel may give binaries to a registration. Where the table cannot be seen it may. */
function mayHandOver({ visible, enabled, entry }: BinfmtFacts): boolean {
  if (process.platform !== 'linux') return false;
  return visible ? enabled && entry?.enabled === true : hasBinfmt();
}

/** False where the kernel has no binfmt_misc, or has not loaded it. */
function hasBinfmt(): boolean {
  return readText('/proc/filesystems')?.includes('binfmt_misc') !== false;
}

/** Whether the registration and the state of its file say which program runs. */
function pinsProgram({ interpreter, flags }: BinfmtEntry, program: SeenProgram | undefined): boolean {
  if (program === undefined || isScript(interpreter)) return false;
  return flags.includes('F') || fileIdentity(interpreter) === program.file;
}

function described(answer: Answer, entry: BinfmtEntry | undefined): RegisteredEmulator | undefined {
  if (answer.outcome !== 'ran' && answer.outcome !== 'silent') return undefined;
  const { versionLine, takesCpu, program } = answer;
  // What cannot be told apart must not stand for each other.
  const unknown = versionLine || program?.digest ? undefined : `unknown ${entry?.stamp ?? randomUUID()}`;
  const path = program?.path ?? entry?.interpreter ?? 'an unknown program';
  return {
    ...emulatorOf(path, versionLine, [program?.digest, unknown, scriptOf(entry?.interpreter)]),
    isQemu: versionLine !== '',
    takesCpu: versionLine !== '' && takesCpu,
  };
}

function bootId(): string {
  return readText('/proc/sys/kernel/random/boot_id') ?? '';
}
