// The history: each commit brings one of the modules golang.org/x/NAME to its next monthly release.
import { outputOf } from '../../scripts/lib.mjs';

/**
 * The modules, each after those that it requires, and the releases with which the history ends: new ones must not change
 * what is measured.
 */
const LAST = {
  sys: 'v0.50.0',
  sync: 'v0.25.0',
  mod: 'v0.43.0',
  term: 'v0.48.0',
  text: 'v0.44.0',
  image: 'v0.48.0',
  crypto: 'v0.59.0',
};

export const NAMES = Object.keys(LAST);

/** The version of each module in the beginning and after each commit, and which module the commit is about. */
export function makeHistory(names, commits) {
  const versions = Object.fromEntries(names.map((name) => [name, versionsOf(name)]));
  const states = [];
  const state = (title) => ({
    versions: Object.fromEntries(names.map((name) => [name, versions[name].at(-1)])),
    title,
  });
  for (let i = 0; i < commits; i++) {
    const name = names.at(-1 - (i % names.length));
    states.unshift(state(`${name} ${versions[name].at(-1)}`));
    versions[name] = before(name, versions[name]);
  }
  return [state('the beginning'), ...states];
}

/** The versions up to the one before the last; releases that changed go.mod alone, which is not copied, are passed over. */
function before(name, versions) {
  const [last, ...earlier] = versions.toReversed();
  const index = earlier.findIndex((version) => !isSame(download(name, version), download(name, last)));
  if (index < 0) throw new Error(`golang.org/x/${name} has no other release before ${last}.`);
  return earlier.slice(index).toReversed();
}

function isSame(dir, other) {
  return outputOf('diff', ['-rq', '-x', 'go.mod', '-x', 'go.sum', dir, other]) !== undefined;
}

function versionsOf(name) {
  const text = outputOf('go', ['list', '-m', '-versions', '-f', '{{join .Versions " "}}', `golang.org/x/${name}`]);
  const versions = (text ?? '').split(' ');
  const last = versions.indexOf(LAST[name]);
  if (last < 0) throw new Error(`The module proxy does not know golang.org/x/${name}@${LAST[name]}.`);
  return versions.slice(0, last + 1);
}

/** The folder of Go's module cache that holds a module. */
export function download(name, version) {
  const text = outputOf('go', ['mod', 'download', '-json', `golang.org/x/${name}@${version}`]);
  if (text === undefined) throw new Error(`golang.org/x/${name}@${version} cannot be downloaded.`);
  return JSON.parse(text).Dir;
}
