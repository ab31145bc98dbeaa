import { posix } from 'node:path';
import { minimatch } from 'minimatch';
import type { Disk } from '../../golang';
import { strings } from '../../files';
import { isGlob } from './is-glob';
import type { Options, Target } from './merge-target';
import type { FilteredProject } from './defaults-query';

/** What a project's own files say. */
export interface OwnConfiguration {
  readonly project: FilteredProject;
  /** Of package.json and of project.json, which counts more, in the order in which Nx merges them. */
  readonly targets: readonly (readonly [name: string, target: Target])[];
}

export function ownConfiguration(root: string, disk: Disk): OwnConfiguration {
  const manifest = disk.json(posix.join(root, 'package.json'));
  const inPackage = objectOf(manifest?.nx);
  const inProject = disk.json(posix.join(root, 'project.json')) ?? {};
  const named = [inProject.name, inPackage.name, manifest?.name].find((name) => typeof name === 'string');
  return {
    project: {
      name: (named as string | undefined) ?? posix.basename(root).toLowerCase(),
      root,
      tags: [...packageTags(manifest), ...strings(inPackage.tags), ...strings(inProject.tags)],
    },
    targets: [inPackage, inProject].flatMap(({ targets }) => Object.entries(objectOf(targets)).filter(isTarget)),
  };
}

/** The parts of it that Nx merges over an inferred target: those under its name, and those under a glob for it. */
export function ownParts(targetName: string, { targets }: OwnConfiguration): OwnConfiguration['targets'] {
  return targets.filter(([key]) => (isGlob(key) ? minimatch(targetName, key) : key === targetName));
}

function packageTags(manifest: Options | undefined): string[] {
  if (manifest === undefined) return [];
  return [manifest.private ? 'npm:private' : 'npm:public', ...strings(manifest.keywords).map((word) => `npm:${word}`)];
}

function isTarget(entry: [string, unknown]): entry is [string, Target] {
  return typeof entry[1] === 'object' && entry[1] !== null;
}

function objectOf(value: unknown): Options {
  return typeof value === 'object' && value !== null ? (value as Options) : {};
}
