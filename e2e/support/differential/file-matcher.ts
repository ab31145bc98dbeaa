/** Whether filesets of a named input hold a file: any of the positive ones does, and none of those with `!` (Nx's rule). */
export function fileMatcher(filesets: readonly string[], projectRoot: string): (file: string) => boolean {
  const patterns = filesets.map((fileset) => ({
    isNegative: fileset.startsWith('!'),
    regex: globRegex(placed(fileset.replace(/^!/, ''), projectRoot)),
  }));
  const [negative, positive] = [patterns.filter((one) => one.isNegative), patterns.filter((one) => !one.isNegative)];
  return (file) => positive.some(({ regex }) => regex.test(file)) && !negative.some(({ regex }) => regex.test(file));
}

function placed(fileset: string, projectRoot: string): string {
  const root = projectRoot === '.' ? '' : `${projectRoot.replace(/[*?[\]{}()!+@]/g, '\\$&')}/`;
  return fileset.replace('{workspaceRoot}/', '').replace('{projectRoot}/', root);
}

const known = new Map<string, RegExp>();

function globRegex(glob: string): RegExp {
  const regex = known.get(glob) ?? new RegExp(`^${translate(glob)}$`, 'u');
  known.set(glob, regex);
  return regex;
}

/** Braces, `**`, `*`, `?`, classes and escapes: what the plugin writes and Go's embed patterns hold. */
function translate(glob: string): string {
  let depth = 0;
  return glob.replace(/\\.|\*\*\/|\*\*|\*|\?|\{|\}|,|\[[^\]]*\]|[^\\*?{},[]+/gu, (token) => {
    if (token === '**/') return '(?:.*/)?';
    if (token === '**') return '.*';
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    if (token === '{') return (depth++, '(?:');
    if (token === '}') return (depth--, ')');
    if (token === ',') return depth > 0 ? '|' : ',';
    if (token.startsWith('[')) return token;
    return (token.startsWith('\\') ? token.slice(1) : token).replace(/[$()*+./?[\\\]^{|}]/gu, '\\$&');
  });
}
