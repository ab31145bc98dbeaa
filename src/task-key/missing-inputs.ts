import { flattenInputs, type Input } from './flatten';
import { taskKey, type KeyFacts, type TaskKey } from './task-key';

/**
 * Which of the inputs that a target should have its key does not hold: named ones too, where they stand for something that
 * no other input holds. Files count by what their globs may mean, of dependencies all files count as held.
 */
export function missingInputs(required: readonly Input[], facts: KeyFacts): Input[] {
  const others = Object.entries(facts.projects).filter(([, root]) => root !== facts.projectRoot);
  const key = taskKey({ ...facts, dependencies: others.map(([name]) => name) });
  return required.filter((input) => !isHeld(input, key, facts));
}

function isHeld(input: Input, key: TaskKey, facts: KeyFacts): boolean {
  if (typeof input === 'string' && !/^[!^{]/.test(input)) {
    // Those among its entries that are named are required by themselves.
    return (facts.named[input] ?? []).filter((one) => !isNamed(one)).every((one) => isHeld(one, key, facts));
  }
  return flattenInputs([input], {}).every((part) => {
    if (part.kind === 'variable') return key.holdsVariable(part.name);
    if (part.kind !== 'files' || part.negated) return true;
    const prefix = part.of === 'project' && facts.projectRoot !== '.' ? `${facts.projectRoot}/` : '';
    return samplesOf(part.glob).every((file) => key.holdsFile(prefix + file, false));
  });
}

function isNamed(input: Input): boolean {
  return typeof input === 'string' && !/^[!^{]/.test(input);
}

/** Of all that a folder has, the kinds of files that a list of one's own may leave out. */
const KINDS = ['any', 'any.go', 'any_test.go', 'testdata/any', 'any/any_test.go'];

/** Paths that a glob matches: with the first of alternatives, and any names. */
function samplesOf(glob: string): string[] {
  if (glob.endsWith('**/*')) return KINDS.map((file) => samplesOf(glob.slice(0, -4)).join('') + file);
  let path = glob;
  for (let before = ''; before !== path;) {
    before = path;
    path = path.replace(/\{([^{},]*)[^{}]*\}/, '$1');
  }
  return [path.replaceAll('**/', '').replaceAll(/\*+/g, 'any').replaceAll('?', 'x')];
}
