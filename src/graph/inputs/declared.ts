import { parse } from 'jsonc-parser';
import type { NxJsonConfiguration } from '@nx/devkit';
import { DECLARED_INPUT, declarationPlace, flattenInputs, type NamedInputs } from '../../task-key';
import type { Disk } from '../../golang';

/** The globs, from the workspace root, of the files that a project's configuration declares for its tests. */
export function declaredGlobs(root: string, { namedInputs }: NxJsonConfiguration, disk: Disk): string[] {
  const { file, path } = declarationPlace(root, (name) => disk.isFile(name));
  const text = disk.read(file);
  if (!text?.includes(DECLARED_INPUT)) return [];
  const own = path.slice(0, -1).reduce<unknown>((value, name) => member(value, name), parse(text));
  const named = { ...namedInputs, ...(own as object | undefined) } as NamedInputs;
  return flattenInputs([DECLARED_INPUT], named).flatMap((part) => {
    if (part.kind !== 'files' || part.negated) return [];
    return part.of === 'workspace' || root === '.' ? [part.glob] : [`${root}/${part.glob}`];
  });
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
