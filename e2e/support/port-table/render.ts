import { levelTable } from '../../../src/ports';
import type { Row } from './row';

export interface Versions {
  readonly host: string;
  readonly go: string;
  readonly qemu: string;
  readonly node: string;
}

const HEAD = [
  ['port or level', 'tests', 'how, or why not', 'CPU model'],
  ['---', '---', '---', '---'],
];

/** The table in Markdown, below a line about the run. Rows that say the same share one. */
export function render(rows: readonly Row[], { host, go, qemu, node }: Versions): string {
  const groups = groupBy(rows, ({ port, verdict, how, cpu }) =>
    [verdict, how, cpu, levelOf(port) ? 'level' : ''].join(),
  );
  const lines = groups.map((group) => [names(group), group[0]!.verdict, group[0]!.how, group[0]!.cpu]);
  const run = [
    `The tests of github.com/cespare/xxhash/v2 on ${host} with Go ${go}, QEMU ${qemu} and Node ${node}, nothing registered in`,
    'binfmt_misc. What is compile-only is compiled, linked and vetted by `check`, in examples/minimal/svc, which imports it.',
  ].join('\n');
  return [run, '', ...[...HEAD, ...lines].map((cells) => `| ${cells.join(' | ')} |`)].join('\n');
}

/** `linux/arm64, arm, s390x; js/wasm`, `arm64/v8.1, v8.2; arm/6` */
function names(rows: readonly Row[]): string {
  const ports = rows.map(({ port }) => port.replace(/^linux\/(.+)\//, '$1/'));
  return groupBy(ports, folderOf)
    .map((group) => `${folderOf(group[0]!)}/${range(group).join(', ')}`)
    .join('; ');
}

/** What follows the prefix; three and more levels in a row are named by the first and the last. */
function range(ports: readonly string[]): readonly string[] {
  const rest = ports.map((port) => port.slice(folderOf(port).length + 1));
  const all = levelTable(folderOf(ports[0]!))?.bases ?? [];
  const from = all.indexOf(rest[0]!);
  const isRow = rest.length > 2 && from >= 0 && rest.every((level, index) => all[from + index] === level);
  return isRow ? [`${rest[0]} to ${rest.at(-1)}`] : rest;
}

const levelOf = (port: string) => port.split('/')[2];
const folderOf = (port: string) => port.slice(0, port.lastIndexOf('/'));

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups.values()];
}
