export interface Mitigation {
  readonly env: Readonly<Record<string, string>>;
  readonly why: string;
}

interface Row extends Mitigation {
  readonly goarch: string;
  /** The first QEMU that is free of the defect. */
  readonly fixedInMajor: number;
  /** For crashes that the mitigation does not prevent. */
  readonly remedy: string;
}

const ROWS: readonly Row[] = [
  {
    goarch: '386',
    fixedInMajor: 8,
    env: { GODEBUG: 'asyncpreemptoff=1' },
    why: "qemu-i386 older than 8 crashes in Go's signal handler when a goroutine is preempted; other signals can still crash it",
    remedy:
      'Use QEMU 8 or newer, or a kernel that runs 32-bit x86 itself: qemu-i386 older than 8 dies when a signal arrives, as SIGCHLD does when a test starts a program.',
  },
];

/** Settings that keep Go programs alive on a defective emulator. An unknown version counts as old. */
export function mitigations(goarch: string, qemuMajor: number | undefined): Mitigation[] {
  return ROWS.filter((row) => row.goarch === goarch && (qemuMajor ?? 0) < row.fixedInMajor).map(({ env, why }) => ({
    env,
    why,
  }));
}

/** Adds settings to a GODEBUG value. What the user set stays as it is. */
export function mergeGodebug(existing: string | undefined, addition: string): string {
  const settings = splitSettings(existing ?? '');
  const names = new Set(settings.map(nameOf));
  return [...settings, ...splitSettings(addition).filter((setting) => !names.has(nameOf(setting)))].join(',');
}

function splitSettings(godebug: string): string[] {
  return godebug.split(',').filter((setting) => setting !== '');
}

function nameOf(setting: string): string {
  return setting.split('=', 1)[0]!;
}

/** What helps against crashes of an emulator: what is known for this one, else what usually does. */
export function crashRemedy(goarch: string, qemuMajor: number | undefined): string {
  const known = ROWS.find((row) => row.goarch === goarch && (qemuMajor ?? 0) < row.fixedInMajor);
  return known?.remedy ?? 'Try another version of QEMU, or a native machine; a rerun that passes is no proof.';
}
