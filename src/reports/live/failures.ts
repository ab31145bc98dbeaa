import { isSuccess, type PackageRun, type TestRun } from '../../events';
import { severalPatterns } from '../errors';
import { diagnosisText } from '../diagnosis';
import type { RunInfo } from './reporter';
import { outcomeWords } from '../outcome-words';
import type { Style } from '../style';

const SEE_PACKAGES = "check option 'packages', and that the project has a go.mod and Go files.";

/** Everything that went wrong, in full, a block per package. Empty when nothing did. */
export function failuresText(run: TestRun, info: RunInfo, style: Style): string {
  const bad = [...run.packages.values()].filter(({ outcome }) => outcome !== undefined && !isSuccess(outcome));
  return bad.map((packageRun) => packageBlock(packageRun, info, style)).join('');
}

function packageBlock(run: PackageRun, info: RunInfo, style: Style): string {
  const heading = `\n── ${run.importPath} on ${info.port}: ${outcomeWords(run.outcome!).heading}\n`;
  return style.bold(heading) + explanation(run, info) + prelude(run) + [...ofTests(run)].join('');
}

/** What came before the first test, unless all that was printed outside of tests is shown as the package's own failure. */
function prelude({ anyBegan, notes, failures }: PackageRun): string {
  const isShown = failures.every(({ test }) => test === '');
  return anyBegan && !isShown ? notes.prelude.toString() : '';
}

function* ofTests(run: PackageRun): Generator<string> {
  const explained = new Set<string>();
  for (const { output, diagnosis, file, line } of run.failures) {
    if (file !== undefined && line !== undefined) yield `    ${file}:${line}\n`;
    yield output === '' || output.endsWith('\n') ? output : `${output}\n`;
    // Many tests may have failed for one reason.
    if (diagnosis !== undefined && !explained.has(diagnosis.id)) yield diagnosisText(diagnosis);
    if (diagnosis !== undefined) explained.add(diagnosis.id);
  }
}

/** A crash under emulation is the emulator's until shown otherwise, and it has a name. */
function explanation({ outcome, importPath, diagnosis }: PackageRun, { emulator }: RunInfo): string {
  // cmd/go reports a pattern that it can make nothing of under the pattern's own name.
  if (outcome === 'setupFailed' && importPath.startsWith('.') && diagnosis === undefined) {
    const several = severalPatterns(importPath);
    return `   No Go package matches${several === undefined ? `: ${SEE_PACKAGES}` : `. ${several}`}
`;
  }
  const isTheirs = outcome === 'crashed' || outcome === 'infrastructure';
  return isTheirs && emulator !== undefined ? `   emulator: ${emulator}\n` : '';
}
