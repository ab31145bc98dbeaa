import { askGit, type GitRefusal } from '../../process';
import { setTimes, type TimesSet } from './set-times';

/** Killed in the middle, git leaves a lock that stops the next command; filters such as that of LFS take their time. */
const REFRESH_TIMEOUT = 600_000;

/** One line for standard output, one for standard error; empty where there is nothing to say. */
export interface Said {
  readonly done: string;
  readonly missed: string;
}

/** Sets the times of all that git tracks in the repository that a folder lies in, submodules included. */
export async function setTrackedTimes(cwd: string, env: NodeJS.ProcessEnv): Promise<Said> {
  const started = Date.now();
  const top = await askGit(['rev-parse', '--show-toplevel'], cwd, env);
  if (typeof top !== 'string') return notDone(top);
  const root = top.replace(/\n$/, '');
  const list = await askGit(['ls-files', '-z', '--recurse-submodules'], root, env);
  if (typeof list !== 'string') return notDone(list);
  // A file in conflict is listed once for each side.
  const set = setTimes(root, [...new Set(list.split('\0').filter((path) => path !== ''))]);
  // Else git would read every file again for each question, and `git diff-index` take all of them for changed.
  await askGit(['update-index', '-q', '--refresh'], root, env, REFRESH_TIMEOUT);
  return { done: doneLine(set, Date.now() - started), missed: missedLine(set) };
}

function doneLine({ files, folders }: TimesSet, milliseconds: number): string {
  const seconds = (milliseconds / 1_000).toFixed(1);
  return `Set the times of ${files} files by their content, and of ${folders} folders to a fixed one (${seconds} s).`;
}

function missedLine({ kept }: TimesSet): string {
  const [first, ...others] = kept;
  if (first === undefined) return '';
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return `Not set: ${first.path} (${first.reason})${more}; tests that read them run again after every checkout.`;
}

function notDone({ reason, text, exitCode }: GitRefusal): Said {
  const why = {
    missing: 'git is not installed',
    cannotStart: `git cannot be started (${text})`,
    timedOut: 'git did not answer within 30 s',
    foreignOwner:
      'git does not trust this folder, which another user owns (git config --global --add safe.directory …)',
    noRepository: 'this folder is in no git repository',
    failed: `git refused: ${text || `exit code ${exitCode}`}`,
  }[reason];
  return { done: '', missed: `The times of files stay as they are: ${why}. Tests that read files run again.` };
}
