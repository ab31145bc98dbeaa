import { parseJson } from '@nx/devkit';

/** The object in a JSON file's text, comments allowed as Nx allows them; undefined when there is none. */
export function readJson(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = text === undefined ? undefined : parseJson(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
