/** What Nx takes for a glob where it reads names of targets: one with `?` alone is none. */
export function isGlob(pattern: string): boolean {
  return /[*|{}()[]/.test(pattern);
}
