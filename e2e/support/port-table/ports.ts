import { EMULATED_GOARCHS, formatPort, levelOption, levelTable, parsePort, portId, PORTS } from '../../../src/ports';

const all = PORTS.map(formatPort);
export const runnable = all.filter((port) => /^linux\/|\/wasm$/.test(port));
export const others = all.filter((port) => !runnable.includes(port));
/** Those that docs/levels.md has. */
export const levels = EMULATED_GOARCHS.flatMap((goarch) =>
  (levelTable(goarch)?.bases ?? []).map((level) => `linux/${goarch}/${level}`),
);

export const idOf = (port: string) => portId(parsePort(port));

/** On every machine the same: where the kernel runs linux/386 and amd64 by itself, too, it is the emulator that is looked at. */
const RUNNERS: Readonly<Record<string, string>> = { '386': 'namespace', amd64: 'qemu' };

/** A port or level as an object of nx.json. */
export function configured(port: string) {
  const { goos, goarch, level } = parsePort(port);
  const isHost = goarch === 'amd64' && level === undefined;
  const runner = isHost ? undefined : RUNNERS[goarch];
  const own = level === undefined ? {} : { [levelOption(goarch)!]: level };
  return { goos, goarch, ...own, ...(runner === undefined ? {} : { runner }) };
}
