import { isObject } from '../files';
import type { Summary } from './summary';

/** Whether some JSON is a summary, of this version or of another one. */
export function isSummary(value: unknown): boolean {
  return (
    isObject(value) && typeof value.schema === 'number' && typeof value.project === 'string' && isObject(value.port)
  );
}

/** The summary in some JSON. Throws an Error whose message says of the file what is wrong with it. */
export function parseSummary(value: unknown): Summary {
  if (!isObject(value) || value.schema !== 1) throw new Error('is not of schema 1; this version reads no other');
  const { project, port, packages } = value;
  const isWhole = typeof project === 'string' && isObject(port) && typeof port.goarch === 'string';
  if (!isWhole || !Array.isArray(packages)) throw new Error('lacks project, port or packages');
  return value as unknown as Summary;
}
