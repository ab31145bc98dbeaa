import { createHash } from 'node:crypto';

/** Stands for a text that is compared and never read again. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
