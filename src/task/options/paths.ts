import { resolve } from 'node:path';
import { invalidOption } from '../errors';
import { joinWords, splitWords } from '../../golang';

export interface TokenValues {
  readonly root: string;
  readonly project: string;
  readonly projectRoot: string;
}

/**
 * A folder that an option names, absolute. Nx replaces the tokens of targets, but not those of command lines, where one
 * text serves many projects.
 */
export function folderOption(option: string, text: string, { root, project, projectRoot }: TokenValues): string {
  const path = text
    .replace(/^\{workspaceRoot\}\/?/, '')
    .replaceAll('{projectRoot}', projectRoot)
    .replaceAll('{projectName}', project);
  if (!/\{[^{}]*\}/.test(path)) return resolve(root, path);
  throw invalidOption(
    option,
    text,
    'a folder with no tokens but {projectRoot}, {projectName} and a first {workspaceRoot}',
  );
}

/** A name is looked up on PATH; anything with a slash is a path from the workspace root. */
export function commandPath(command: string, root: string): string {
  return /[\\/]/.test(command) ? resolve(root, command) : command;
}

/** A command as CC has it, perhaps with arguments, whose program is such a name or path: cmd/cgo runs it in other folders. */
export function compilerOf(command: string | undefined, root: string): string | undefined {
  const [program, ...rest] = splitWords(command ?? '');
  return program === undefined ? undefined : joinWords([commandPath(program, root), ...rest]);
}
