import { parseProfile, parseSummary, PROFILE_FILE, type Summary } from '../../results';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { badSummary } from '../errors';
import { packageFolder } from '../../gotest';
import type { StandingOf } from './standings';
import type { PlacedSummary } from '../../reports';

/** All results below a folder, which has a folder for each project's root and, in that, one for each port. */
export function readSummaries(root: string, folder: string, standingOf: StandingOf): PlacedSummary[] {
  const files = existsSync(folder) ? summaryFiles(folder) : [];
  return files.map((file) => {
    const own = dirname(file);
    const project = relative(folder, dirname(own)) || '.';
    const summary = readSummary(file);
    const standing = standingOf(own, project, summary);
    return {
      summary,
      folderOf: packageFolder(root, governingModule(root, join(root, project))),
      profile: profileBeside(root, file),
      ...(standing === undefined ? {} : { standing }),
    };
  });
}

function profileBeside(root: string, summary: string): PlacedSummary['profile'] {
  const file = join(dirname(summary), PROFILE_FILE);
  if (!existsSync(file)) return undefined;
  const name = relative(root, file);
  return { name, profile: parseProfile(readFileSync(file, 'utf8'), name) };
}

function summaryFiles(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => /(^|[/\\])summary\.json$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

function readSummary(file: string): Summary {
  try {
    return parseSummary(parsed(file));
  } catch (error) {
    throw badSummary(file, (error as Error).message);
  }
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/** The nearest go.mod of a project's folder, not above the workspace root. */
function governingModule(root: string, project: string): string {
  for (let at = project; ; at = dirname(at)) {
    const file = join(at, 'go.mod');
    if (at === root || at === dirname(at) || existsSync(file)) return file;
  }
}
