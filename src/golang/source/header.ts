/** The lines of a file's head that constrain it, as text: only these travel in the cache. */
export interface HeaderConstraint {
  /** Behind `//go:build`. */
  readonly goBuild?: string;
  /** Behind each `// +build`, of files without `//go:build`. */
  readonly plusBuild?: readonly string[];
}

/**
 * Finds the constraint lines of a Go file where go/build accepts them (go/build, parseFileHeader). `code` is where its
 * package clause begins, if it has one.
 */
export function readHeader(text: string, code = text.length): HeaderConstraint {
  const end = text.indexOf('\n', code);
  const head = end < 0 ? text : text.slice(0, end);
  // Most files have neither, and are done here.
  if (!head.includes('//go:build') && !head.includes('+build')) return {};
  const { goBuild, plusBuild } = scan(head);
  if (goBuild !== undefined) return { goBuild };
  return plusBuild.length > 0 ? { plusBuild } : {};
}

function scan(text: string): { goBuild?: string; plusBuild: readonly string[] } {
  let goBuild: string | undefined;
  let plusBuild: readonly string[] = [];
  const candidates: string[] = [];
  let mayHavePlus = true;
  let inComment = false;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '') {
      // `+build` lines count only above the last blank line before the first code.
      if (mayHavePlus) plusBuild = [...candidates];
      continue;
    }
    if (!line.startsWith('//')) mayHavePlus = false;
    const build = inComment ? null : /^\/\/go:build(?:\s+(.*))?$/.exec(line);
    if (build) goBuild ??= build[1] ?? '';
    const plus = mayHavePlus ? /^\/\/\s*\+build(?:\s+(.*))?$/.exec(line) : null;
    if (plus) candidates.push(plus[1] ?? '');
    const after = pastComments(line, inComment);
    if (after === 'code') break;
    inComment = after === 'open';
  }
  return { goBuild, plusBuild };
}

/** How a line leaves the scanner: inside a block comment, outside of one, or at code. */
function pastComments(line: string, isOpen: boolean): 'open' | 'closed' | 'code' {
  let [rest, open] = [line, isOpen];
  for (;;) {
    if (open) {
      const end = rest.indexOf('*/');
      if (end < 0) return 'open';
      rest = rest.slice(end + 2).trim();
      open = false;
    }
    if (rest === '' || rest.startsWith('//')) return 'closed';
    if (!rest.startsWith('/*')) return 'code';
    rest = rest.slice(2);
    open = true;
  }
}
