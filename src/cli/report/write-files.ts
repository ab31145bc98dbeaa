import { formatProfile, PROFILE_FILE } from '../../results';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { html, markdown, mergedProfile, type Grid, type PlacedSummary } from '../../reports';

export const FILES = ['html', 'md', 'json', 'cover'] as const;
export type FileFormat = (typeof FILES)[number];

const NAMES: Readonly<Record<FileFormat, string>> = {
  html: 'report.html',
  md: 'report.md',
  json: 'report.json',
  cover: PROFILE_FILE,
};

/** Writes the report in each form and returns the files. There is no profile where nothing was measured. */
export function writeFiles(
  placed: readonly PlacedSummary[],
  grid: Grid,
  folder: string,
  formats: readonly FileFormat[],
): string[] {
  const contents: Readonly<Record<FileFormat, () => string | undefined>> = {
    html: () => html(grid),
    md: () => markdown(grid),
    json: () => `${JSON.stringify({ schema: 1, ...grid }, null, 2)}\n`,
    cover: () => coverText(placed),
  };
  if (formats.length > 0) mkdirSync(folder, { recursive: true });
  return formats.flatMap((format) => {
    const file = join(folder, NAMES[format]);
    const content = contents[format]();
    if (content === undefined) return [];
    writeFileSync(file, content);
    return [file];
  });
}

function coverText(placed: readonly PlacedSummary[]): string | undefined {
  const profile = mergedProfile(placed);
  return profile && formatProfile(profile);
}
