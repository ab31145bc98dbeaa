// What is compared in the history: one job, of one commit and one port, as each side would run it.
import { join } from 'node:path';
import { timesByContent } from '../checkout.mjs';
import { measure } from '../measure.mjs';
import { forget, stateEnv } from '../state.mjs';
import { legSteps } from './leg.mjs';
import { checkOutCommit, useEmptyPlugin } from './repository.mjs';
import { verdictsOfGo, verdictsOfPlugin } from './verdicts.mjs';

/**
 * job(goarch, sha, previous) runs what a CI job would and returns seconds, verdicts of packages, and binaries started;
 * `previous` is the commit before, undefined for the first one.
 */
export function makeSides({ base, dir, names, machine }) {
  const at = (name) => ({ base: join(base, name), env: stateEnv(join(base, name)) });
  const context = { base, dir, names, machine };
  return {
    plain: plainSide(context, at('plain')),
    plugin: pluginSide(context, at('plugin')),
    limit: limitSide(context, at('limit'), at('empty')),
  };
}

/** What people have: emulators registered, Go's cache kept from job to job. */
function plainSide({ base, dir, machine }, state) {
  return (goarch, sha) => {
    checkOutCommit(base, dir, sha);
    return goTest(dir, machine, state.env, goarch);
  };
}

/** The steps of the generated workflow. Nx's cache is empty in each job. */
function pluginSide({ base, dir, names, machine }, state) {
  return (goarch, sha, previous) => {
    checkOutCommit(base, dir, sha);
    forget(state.base, 'nx');
    // All is affected against the empty tree: so does the workflow compare the first commit.
    const compared = { NX_BASE: previous ?? '4b825dc642cb6eb9a060e54bf8d69288fbee4904', NX_HEAD: sha };
    const seconds = { test: 0, others: 0 };
    for (const { script, env, isTest } of legSteps(dir, goarch)) {
      const words = [...machine, 'bash', '-eo', 'pipefail', '-c', script];
      const options = { cwd: dir, env: { ...state.env, ...compared, ...env }, mayFail: isTest };
      const step = measure(words[0], words.slice(1), options);
      seconds[isTest ? 'test' : 'others'] += step.seconds;
    }
    return { seconds: seconds.test, others: seconds.others, ...verdictsOfPlugin(dir, names, goarch) };
  };
}

/** Go alone, with file times by content; and what Nx needs to replay the leg's tasks, with an empty plugin. */
function limitSide({ base, dir, machine }, state, empty) {
  return (goarch, sha) => {
    checkOutCommit(base, dir, sha);
    timesByContent({ dir, env: state.env }, dir);
    const tested = goTest(dir, machine, state.env, goarch);
    useEmptyPlugin(empty.base, dir);
    const args = ['nx', 'run-many', '-t', `test-${goarch}`, '--outputStyle=static'];
    const [, replay] = [1, 2].map(() => measure('npx', args, { cwd: dir, env: empty.env }));
    return { ...tested, seconds: tested.seconds + replay.seconds };
  };
}

function goTest(dir, machine, env, goarch) {
  const words = [...machine, 'go', 'test', '-short', './...'];
  const options = { cwd: dir, env: { ...env, GOARCH: goarch }, mayFail: true };
  const { seconds, output } = measure(words[0], words.slice(1), options);
  const { verdicts, started } = verdictsOfGo(output);
  if (verdicts.size === 0) throw new Error(`go test said nothing of any package:\n${output.slice(-4_000)}`);
  return { seconds, verdicts, started };
}
