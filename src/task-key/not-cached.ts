import { randomUUID } from 'node:crypto';

const WORDS = 'not cached';

/**
 * The value of an input that a task never has twice, so that no result of it is ever replayed: for a task whose options
 * are others than its inputs were made for.
 */
export function notCached(projectRoot: string, targetName: string): string {
  return `${WORDS} ${JSON.stringify([projectRoot, targetName])} ${randomUUID()}`;
}

/** Whether a variable says so of a task. */
export function isNotCached(projectRoot: string, targetName: string, env: NodeJS.ProcessEnv): boolean {
  const start = `${WORDS} ${JSON.stringify([projectRoot, targetName])} `;
  return Object.entries(env).some(([name, value]) => name.startsWith('NX_GO_CROSS_') && value?.startsWith(start));
}
