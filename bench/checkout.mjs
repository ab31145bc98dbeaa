// Fresh clones, as jobs of CI have them: all file times are new.
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '../scripts/lib.mjs';
import { measure } from './measure.mjs';

/** Runs git in a folder, as somebody. */
export function git(dir, ...args) {
  const words = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', '-c', 'commit.gpgsign=false', ...args];
  must('git', words, { cwd: dir, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Commits everything in the workspace of a side and keeps it as what checkouts are made of. */
export function publish({ base, dir }) {
  git(dir, 'init', '-q');
  git(dir, 'add', '-A');
  git(dir, 'commit', '-q', '--allow-empty', '-m', 'The workspace');
  git(base, 'clone', '-q', '--bare', dir, 'origin.git');
}

/** Commits what was edited, and makes the workspace anew at its place; only the installed packages stay. */
export function checkOut({ base, dir }) {
  git(dir, 'commit', '-q', '--allow-empty', '-a', '-m', 'An edit');
  git(dir, 'push', '-q', '-f', join(base, 'origin.git'), 'HEAD');
  cloneInto(base, dir);
}

export function cloneInto(base, dir) {
  const [packages, kept] = [join(dir, 'node_modules'), join(base, 'kept-packages')];
  if (existsSync(packages)) renameSync(packages, kept);
  rmSync(dir, { recursive: true, force: true });
  git(base, 'clone', '-q', 'origin.git', dir);
  if (existsSync(kept)) renameSync(kept, packages);
}

/** Gives tracked files the times that follow from their content, by the plugin that is installed in a workspace. */
export function timesByContent({ dir, env }, workspace) {
  measure(program(workspace), ['file-times'], { cwd: dir, env });
}

/** What a leg's job does before its tests; it also leaves the facts about the machine. */
export function probe({ dir, env }, goarchs) {
  measure(program(dir), ['probe', ...goarchs.flatMap((port) => ['--port', port])], { cwd: dir, env });
}

const program = (workspace) => join(workspace, 'node_modules', '.bin', 'nx-go-cross');
