/** `# pkg` or `# pkg [pkg.test]`, and the lines below it. */
interface Block {
  readonly ids: readonly string[];
  readonly lines: string[];
  isVet: boolean;
}

/**
 * What Go 1.23 printed about a package that it could not build: text on standard error instead of events. When no
 * block names the package a dependency is broken, and the text does not say whose: all that were built for no one
 * package's tests come into question.
 */
export function buildText(text: readonly string[], importPath: string): string {
  const blocks = split(text);
  const own = blocks.filter(({ ids }) =>
    [importPath, `${importPath}_test`, `${importPath}.test`].some((id) => ids.includes(id)),
  );
  const chosen = own.length > 0 ? own : blocks.filter(({ ids, isVet }) => !isVet && ids.length === 1);
  return chosen.flatMap(({ lines }) => lines.map((line) => `${line}\n`)).join('');
}

function split(text: readonly string[]): Block[] {
  const blocks: Block[] = [];
  for (const line of text) {
    const [, head, test] = /^# ([^\s[]\S*)(?: \[(.*)\])?$/.exec(line) ?? [];
    if (head !== undefined) blocks.push({ ids: test === undefined ? [head] : [head, test], lines: [], isVet: false });
    const block = blocks.at(-1);
    // From standard output, where `FAIL pkg [setup failed]` is text too.
    if (block === undefined || line.startsWith('FAIL\t')) continue;
    if (line.startsWith('# [')) block.isVet = true;
    block.lines.push(line);
  }
  return blocks;
}
