import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputHoldsProject, outputIsNotOurs } from '../errors';
import { MANIFEST } from '../../gotest';
import { binariesIn } from './binaries-in';
import { isIn, realPath } from '../options/folders';
import type { NormalizedTestOptions } from '../options/normalize-options';
import { isUnderway, RESULT_FILES } from './result-files';

type Output = Pick<NormalizedTestOptions, 'root' | 'dir' | 'outputDir' | 'resultsDir' | 'kind'>;

/**
 * Refuses a folder for results that holds anything else: earlier results are removed before a run, and what lies there
 * is no test data for the keys. Nothing has been written when this throws.
 */
export function checkOutput({ root, dir, outputDir, resultsDir, kind }: Output): void {
  const [output, project] = [realPath(outputDir), realPath(dir)];
  if (isIn(project, output) || isIn(realPath(root), output)) throw outputHoldsProject(outputDir);
  // Below the default folder everything is ours.
  if (isIn(outputDir, resultsDir) && outputDir !== resultsDir) return;
  const names = namesIn(outputDir);
  const binaries = kind === 'test-binaries' && isOurs(binariesIn(outputDir), names) ? ['binaries'] : [];
  const strange = names.find((name) => ![...RESULT_FILES, ...binaries].includes(name) && !isUnderway(name));
  if (strange !== undefined) throw outputIsNotOurs(outputDir, strange);
  if (names.includes('summary.json') && !isSummary(join(outputDir, 'summary.json'))) {
    throw outputIsNotOurs(outputDir, 'summary.json');
  }
}

/** A set of test binaries, or what was written of one before its build ended early. */
function isOurs(binaries: string, besides: readonly string[]): boolean {
  const names = namesIn(binaries);
  return names.length === 0 || names.includes(MANIFEST) || besides.some((name) => RESULT_FILES.includes(name));
}

/** An empty one is what a full disk leaves. */
function isSummary(file: string): boolean {
  try {
    const text = readFileSync(file, 'utf8');
    if (text.trim() === '') return true;
    const { schema, project, port } = JSON.parse(text) as Record<string, unknown>;
    return typeof schema === 'number' && typeof project === 'string' && typeof port === 'object' && port !== null;
  } catch {
    return false;
  }
}

/** None where there is no folder: writing to it will say what is the matter. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
