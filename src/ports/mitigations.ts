export interface Mitigation {
  readonly env: Readonly<Record<string, string>>;
  readonly why: string;
}

interface Row extends Mitigation {
  readonly goarch: string;
  /** The first QEMU that is free of the defect. */
  readonly fixedInMajor: number;
}

const ROWS: readonly Row[] = [
  {
    goarch: '386',
    fixedInMajor: 8,
    env: { GODEBUG: 'asyncpreemptoff=1' },
    why: "qemu-i386 older than 8 crashes in Go's signal handler when a goroutine is preempted; other signals can still crash it",
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
