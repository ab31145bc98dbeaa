// docs/levels.md, out of the tables in src/ports and src/emulation.
import { room } from './lib.mjs';

const { GOARCHS, levelTable, qemuName } = room('ports');
const { defaultCpu, levelGap } = room('emulation');

const HEAD = `<!-- Written by scripts/docs.mjs out of the tables in src/ports and src/emulation. Edit those, then: npm run docs -->

# Levels and CPU models

A port may name one level of its GOARCH: \`arm/6\`, \`amd64/v3\`, \`arm64/v8.1\`. Its tests then run on the oldest CPU model of
QEMU that has the level, which proves that nothing newer is needed: neither by Go's own code nor by assembly. The output
names the model, summary.json has it under \`runner.emulator.cpu\`, and it is in the cache key.

- \`cpu\` names another model. A port that this machine runs by itself is emulated then, too: \`{"goarch": "amd64", "cpu":
  "Nehalem"}\` shows what a library does that asks for AVX2 and does not find it.
- Without \`cpu\`, a port of this machine's own GOARCH runs natively if the CPU here has the level, and else under QEMU.
- Native, the level is proved and nothing about older CPUs is: name the model to have that.
- Other binaries that a test starts run on this machine's CPU where it can execute them, in the plain \`qemu\` runner.
- A CPU below the level ends in \`SIGILL\` or a message of Go's runtime; both are explained, with a model that would do.

| GOARCH | option | level | QEMU 7 | QEMU 10 and newer |
| --- | --- | --- | --- | --- |`;

const NOTES = `
What is in no table is left to QEMU. s390x and loong64 have no levels. A suffix such as \`,softfloat\` or \`,crypto\` has the
model of its level; \`arm64/v8.0,lse\` needs neoverse-n1.
`;

/** The page. */
export function levelsPage() {
  const emulated = GOARCHS.filter((goarch) => qemuName(goarch) !== undefined && levelTable(goarch) !== undefined);
  return [HEAD, ...emulated.flatMap(rows), NOTES].join('\n');
}

function rows(goarch) {
  const { variable, bases } = levelTable(goarch);
  return grouped(goarch, bases).map(
    ([levels, old, recent]) => `| ${goarch} | \`${variable.toLowerCase()}\` | ${levels} | ${old} | ${recent} |`,
  );
}

/** Neighbours with the same models share a line. */
function grouped(goarch, bases) {
  const groups = [];
  for (const level of bases) {
    const cells = [7, 10].map((major) => cell(goarch, level, major));
    const last = groups.at(-1);
    if (last !== undefined && last.cells.join() === cells.join()) last.levels.push(level);
    else groups.push({ levels: [level], cells });
  }
  return groups.map(({ levels, cells }) => [
    levels.length > 2 ? `${levels[0]} to ${levels.at(-1)}` : levels.join(', '),
    ...cells,
  ]);
}

function cell(goarch, level, major) {
  const cpu = defaultCpu(goarch, major, level)?.cpu;
  return cpu === undefined || levelGap(goarch, level, major) !== undefined ? 'none' : `\`${cpu}\``;
}
