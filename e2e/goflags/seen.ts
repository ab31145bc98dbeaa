/** What a run of `go test` shows of its flags. */
export interface Seen {
  readonly passed: boolean;
  /** By package: what became of its tests in their order, and what they say that they see. */
  readonly packages: Readonly<Record<string, { readonly tests: readonly string[]; readonly sees: readonly string[] }>>;
}

interface Event {
  readonly Action: string;
  readonly Package?: string;
  readonly Test?: string;
  readonly Output?: string;
}

/** Reads the events of test2json. */
export function seenIn(events: string, passed: boolean): Seen {
  const packages: Record<string, { tests: string[]; sees: string[]; text: string }> = {};
  for (const line of events.split('\n').filter((one) => one.startsWith('{'))) {
    const { Action, Package, Test = '', Output } = JSON.parse(line) as Event;
    if (Package === undefined) continue;
    const one = (packages[Package] ??= { tests: [], sees: [], text: '' });
    if (['pass', 'fail', 'skip'].includes(Action)) one.tests.push(`${Action} ${Test}`.trim());
    if (Action === 'output') one.text += Output;
  }
  const read = Object.entries(packages).map(
    ([name, { tests, text }]) => [name, { tests, sees: saidIn(text) }] as const,
  );
  return { passed, packages: Object.fromEntries(read.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function saidIn(text: string): string[] {
  const lines = text.split('\n');
  const said = lines.filter((line) => /^SEES |^coverage: |^\s+\S+_test\.go:\d+: |\[no tests to run\]/.test(line));
  return said.map((line) => line.replace(/\t([\d.]+s|\(cached\))/, '')).sort();
}

/** Without what a binary that does not depend on its folder cannot say (`-trimpath`, go help build). */
export function withoutPaths(seen: Seen): Seen {
  const isKept = (line: string) => !/^SEES (absolute|setting (-trimpath|-ldflags|CGO_\w+FLAGS))=/.test(line);
  return withLines(seen, (line) => (isKept(line) ? [line.replace(/(^\s+)\S*\/(\S+_test\.go:)/, '$1$2')] : []));
}

/** Without the words of a static link, whose order is ours; that it is static is seen in the file. */
export function withoutLinking(seen: Seen, isStatic: boolean): Seen {
  return isStatic ? withLines(seen, (line) => (/^SEES setting -(ldflags|tags)=/.test(line) ? [] : [line])) : seen;
}

function withLines(seen: Seen, change: (line: string) => string[]): Seen {
  const packages = Object.entries(seen.packages).map(
    ([name, { tests, sees }]) => [name, { tests, sees: sees.flatMap(change) }] as const,
  );
  return { ...seen, packages: Object.fromEntries(packages) };
}
