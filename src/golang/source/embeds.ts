/** The patterns of all `//go:embed` directives of a file (pkg.go.dev/embed), as they are written. */
export function readEmbeds(text: string): string[] {
  // A directive inside a raw string is none; taking it for one costs an input too many, never a missing one.
  return [...text.matchAll(/^[ \t]*\/\/go:embed[ \t]+(.*)$/gm)].flatMap(([, patterns]) => splitPatterns(patterns!));
}

function splitPatterns(text: string): string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|`([^`]*)`|(\S+)/g)].map(
    ([, quoted, raw, bare]) => quoted?.replace(/\\(.)/g, '$1') ?? raw ?? bare!,
  );
}
