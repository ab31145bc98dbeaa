import { levelVariable } from './level-table';
import type { Port } from './port';

/** As Go writes it, with the level at the end: `linux/arm64`, `linux/arm/6`. */
export function formatPort({ goos, goarch, level }: Port): string {
  return [goos, goarch, ...(level === undefined ? [] : [level])].join('/');
}

/** The shortest text that parsePort reads as this port: `arm64`, `arm/6`, `windows/amd64`. */
export function shortPort(port: Port): string {
  return formatPort(port).replace(/^linux\//, '');
}

/** For target names and file names: `arm64`, `arm-6`, `arm64-v8.1-lse`, `windows-amd64`. No two ports share one. */
export function portId(port: Port): string {
  return shortPort(port).replace(/[/,]/g, '-');
}

/** The variables that make Go build for the port. */
export function portEnv({ goos, goarch, level }: Port): Record<string, string> {
  const variable = levelVariable(goarch);
  return {
    GOOS: goos,
    GOARCH: goarch,
    ...(variable !== undefined && level !== undefined ? { [variable]: level } : {}),
  };
}
