import type { Random } from './random';

/** Ways to write import declarations that Go takes; half of them break a regular expression. */
const SYNTAX: readonly ((paths: readonly string[]) => string)[] = [
  (paths) => paths.map((path) => `import "${path}"\n`).join(''),
  (paths) => paths.map((path) => `import"${path}"\n`).join(''),
  (paths) => paths.map((path, i) => `import a${i} \`${path}\`\n`).join(''),
  (paths) => paths.map((path) => `import _ "${path}"; `).join('') + '\n',
  (paths) => paths.map((path) => `import . /* ) "x" */ "${path}" // "example.com/none"\n`).join(''),
  (paths) => `import (\n${paths.map((path) => `\t"${path}" // see (section 3)\n`).join('')})\n`,
  (paths) => `import("${paths.join('"; "')}")\n`,
  (paths) => `import (\n\t// "example.com/none"\n${paths.map((path, i) => `\tünï${i} "${path}"\n`).join('\n')}\n)\n`,
  (paths) => `import (\n${paths.map((path) => `\t/* "example.com/none"\n\t*/ _ \`${path}\`\n`).join('')});import()\n`,
  (paths) => paths.map((path) => `import\n\t"${escaped(path)}"\n`).join(''),
  (paths) => `${'// A long licence.\n'.repeat(300)}import (\n${paths.map((path) => `\t"${path}"\n`).join('')})\n`,
];

function escaped(path: string): string {
  return `\\x${path.charCodeAt(0).toString(16)}${path.slice(1)}`;
}

/** What stands above the package clause and decides about the file, or does not. */
export const CONSTRAINTS: readonly string[] = [
  '//go:build arm64\n\n',
  '//go:build !linux || s390x\n\n',
  '//go:build cgo\n\n',
  '//go:build !cgo && unix\n\n',
  '//go:build integration\n\n',
  '//go:build (integration && !arm64) || windows\n\n',
  '//go:build ignore\n\n',
  '//go:build gc && go1.18\n\n',
  '// A comment.\n\n//go:build linux\n',
  '// +build arm64 s390x,!cgo\n\n',
  '// +build !windows\n// +build !integration\n\n',
  '// +build windows\n',
  '/* //go:build windows */\n\n',
  '/*\n*/ //go:build windows\n\n',
  '//go:build arm64.v8.2 || amd64.v3 || arm.6\n\n',
];

export interface GoFile {
  readonly packageName: string;
  readonly imports: readonly string[];
  /** A path that is named everywhere but in an import. */
  readonly decoy: string;
  readonly constraint?: string;
  readonly usesCgo?: boolean;
  readonly embed?: string;
}

export function goText(
  random: Random,
  { packageName, imports, decoy, constraint = '', usesCgo, embed }: GoFile,
): string {
  const paths = [...imports, ...(random.chance(50) ? ['errors'] : []), ...(embed === undefined ? [] : ['embed'])];
  const parts = [
    constraint,
    random.chance(20) ? `/* import "${decoy}" */ ` : '',
    `package ${packageName}${random.chance(10) ? ' /* ; */;' : ''}\n`,
    usesCgo ? '\n// #include <stdint.h>\nimport "C"\n' : '',
    paths.length > 0 ? `\n${random.pick(SYNTAX)(paths)}` : '',
    embed === undefined ? '' : `\n//go:embed ${embed}\nvar files embed.FS\n`,
    random.chance(50) ? `\n// import "${decoy}"\nconst text${random.int(1e9)} = \`\nimport "${decoy}"\n\`\n` : '',
    random.chance(20) ? `\nvar s${random.int(1e9)} = "import \\"${decoy}\\""\n` : '',
  ];
  const text = parts.join('');
  const ended = random.chance(15) ? text.replaceAll('\n', '\r\n') : text;
  return random.chance(10) ? `\ufeff${ended}` : ended;
}
