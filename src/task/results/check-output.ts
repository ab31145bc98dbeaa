import { isInFolder, namesIn, parseJson, readText, realPath } from '../../files';
import { join } from 'node:path';
import { outputHoldsProject, outputIsNotOurs } from '../errors';
import type { NormalizedTestOptions } from '../options/normalize-options';
import { isUnderway } from '../../results';
import { isSummary, RESULT_FILES, SUMMARY_FILE } from '../../results';

type Output = Pick<NormalizedTestOptions, 'root' | 'dir' | 'outputDir' | 'resultsDir' | 'kind'>;

/**
 * Refuses a folder for results that holds anything else: earlier results are removed before a run, and what lies there
 * is no test data for the keys. Nothing has been written when this throws.
 */
export function checkOutput({ root, dir, outputDir, resultsDir, kind }: Output): void {
  const [output, project, workspace] = [outputDir, dir, root].map((path) => realPath(path) ?? path);
  if (isInFolder(project!, output!) || isInFolder(workspace!, output!)) throw outputHoldsProject(outputDir);
  // Below the default folder everything is ours.
  if (isInFolder(outputDir, resultsDir) && outputDir !== resultsDir) return;
  const names = namesIn(outputDir);
  const folder =
    kind.folder && isOurs(join(outputDir, kind.folder.name), kind.folder.marker, names) ? [kind.folder.name] : [];
  const strange = names.find((name) => ![...RESULT_FILES, ...folder].includes(name) && !isUnderway(name));
  if (strange !== undefined) throw outputIsNotOurs(outputDir, strange);
  if (names.includes(SUMMARY_FILE) && !isOurSummary(join(outputDir, SUMMARY_FILE))) {
    throw outputIsNotOurs(outputDir, SUMMARY_FILE);
  }
}

/** A whole folder of a kind, or what was written of one before its build ended early. */
function isOurs(folder: string, marker: string, besides: readonly string[]): boolean {
  const names = namesIn(folder);
  return names.length === 0 || names.includes(marker) || besides.some((name) => RESULT_FILES.includes(name));
}

/** An empty one is what a full disk leaves. */
function isOurSummary(file: string): boolean {
  const text = readText(file);
  return text?.trim() === '' || isSummary(parseJson(text));
}
