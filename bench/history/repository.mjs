// The repository of the history, with a generated workflow, and fresh checkouts of its commits.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { must, outputOf } from '../../scripts/lib.mjs';
import { cloneInto, git, publish } from '../checkout.mjs';
import { emptyPlugin } from '../empty-plugin.mjs';
import { installNx } from '../nx-sides.mjs';
import { stateEnv } from '../state.mjs';
import { write } from '../workspace.mjs';
import { writeTree } from './tree.mjs';

/** Commits all states and returns them with their ids. The workspace lies at one place for all sides: so do Go's keys. */
export function makeRepository({ base, states, ports, tarball }) {
  const dir = join(base, 'workspace');
  writeTree(dir, states[0].versions);
  const targets = Object.keys(ports);
  const plugin = { plugin: 'nx-go-cross', options: { ports: targets, test: { short: true } } };
  installNx(base, { 'nx-go-cross': `file:${tarball}` }, [plugin], { defaultBase: 'main' });
  emptyPlugin(
    dir,
    targets.map((goarch) => `test-${goarch}`),
  );
  git(dir, 'symbolic-ref', 'HEAD', 'refs/heads/main');
  const env = stateEnv(join(base, 'author'));
  const words = ['nx', 'generate', 'nx-go-cross:ci-workflow', '--ci=github', '--no-interactive'];
  must('npx', words, { cwd: dir, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const commits = states.map(({ versions, title }, i) => {
    if (i > 0) writeTree(dir, versions);
    return { title, sha: commit(dir, title) };
  });
  publish({ base, dir });
  return { dir, commits };
}

function commit(dir, title) {
  git(dir, 'add', '-A');
  if (outputOf('git', ['diff', '--cached', '--quiet'], { cwd: dir }) !== undefined)
    throw new Error(`${title} changes nothing that is copied: modules that it imports belong to --modules, too.`);
  git(dir, 'commit', '-q', '-m', title);
  return outputOf('git', ['rev-parse', 'HEAD'], { cwd: dir });
}

/** What a job begins with: all files of a commit, all of them new. */
export function checkOutCommit(base, dir, sha) {
  cloneInto(base, dir);
  git(dir, 'checkout', '-q', '--detach', sha);
}

/** Lets Nx use the empty plugin in the place of ours, with nothing remembered. */
export function useEmptyPlugin(base, dir) {
  write(dir, 'nx.json', { analytics: false, neverConnectToCloud: true, plugins: ['empty-plugin'] });
  for (const folder of ['nx-cache', 'nx-data']) rmSync(join(base, folder), { recursive: true, force: true });
}
