import { createHash } from 'node:crypto';

/** A digest of 22 characters for a text that is compared and never read again. */
export function shortDigest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
