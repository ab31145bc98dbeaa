import { readText } from '../../files';
import { parseFlags, parseGoflags } from '../../golang';
import type { TestUnit } from '../unit';

/** Flags of `go test` that mean the same for packages of one project and of several. */
const SHARED_FLAGS = new Set(
  (
    'v run skip short count timeout parallel p cpu shuffle vet tags trimpath ldflags gcflags asmflags mod buildvcs race ' +
    'msan asan a bench benchtime benchmem cover covermode json buildmode installsuffix compiler linkshared pkgdir'
  ).split(' '),
);

/** Half a sentence: why a unit cannot share a `go test` with any other; undefined when it can. */
export function whyApart(unit: TestUnit): string | undefined {
  const { options, binaries, shim } = unit;
  if (binaries !== undefined) return 'its test binaries are built already';
  if (shim === undefined) return 'its tests are not run by way of the shim';
  if (moduleRoot(unit) === undefined) return 'it is in no module';
  if (options.failfast) return "option 'failfast' is about one project";
  if (options.fuzz !== undefined) return "option 'fuzz' is for one package";
  if (options.coverPkg !== undefined) return "option 'coverPkg' is about one project";
  const elsewhere = options.packages.find((pattern) => !isBelow(pattern));
  if (elsewhere !== undefined) return `pattern ${elsewhere} is not one of its folder`;
  const linked = relativeLink(unit);
  if (linked !== undefined) return `${linked} may lead from its folder`;
  const flags = [...parseGoflags(unit.goflags), ...parseFlags(options.goFlags)];
  const other = flags.find(({ name, value = '' }) => !SHARED_FLAGS.has(name) || RELATIVE.test(value));
  return other && `flag -${other.name} may be about one project or its folder`;
}

/** Of flags for compilers and linkers: a folder or file that is not named from the root. Go links in its own folder. */
const RELATIVE = /-[LI]\s*[^/\s'"]|(?:^|[\s=,'":])(?:\.\.?\/|[^-/\s'"=][^\s'"]*\.(?:a|o|so)\b)/;

/** What a linker is told by the environment. */
function relativeLink({ env, goenv = '' }: TestUnit): string | undefined {
  const written = readText(goenv) ?? '';
  if (/^CGO_LDFLAGS=./m.test(written)) return 'CGO_LDFLAGS of go env -w';
  if (RELATIVE.test(env.CGO_LDFLAGS ?? '')) return 'CGO_LDFLAGS';
  const folders = (env.LIBRARY_PATH ?? '').split(':');
  if (env.LIBRARY_PATH && folders.some((folder) => !folder.startsWith('/'))) return 'LIBRARY_PATH';
  return ['CC', 'CXX'].find((name) => /^[^/\s]+\//.test(env[name] ?? ''));
}

function isBelow(pattern: string): boolean {
  const steps = pattern.split('/');
  return (pattern === '.' || steps[0] === '.') && !steps.includes('..') && !pattern.endsWith('.go');
}

/** The file that governs: that of the workspace, or of the module. */
export function moduleRoot({ goMod = '', goWork = '' }: TestUnit): string | undefined {
  return [goWork, goMod].find((file) => !['', 'off', '/dev/null', 'NUL'].includes(file));
}

/** Equal for units that can share a `go test`. */
export function sharingFields(unit: TestUnit): Readonly<Record<string, unknown>> {
  const { go, goenv, goflags, port, plan, options, outputWait, shim, singleCpu, keepTestLogs, tracer } = unit;
  const { packages: _own, ...sameOptions } = options;
  return {
    'the main module': moduleRoot(unit),
    'the go command': [go, unit.place.goVersion],
    'the file of go env -w': goenv,
    GOFLAGS: goflags,
    'the port': port,
    'the runner': [plan.kind, plan.launch, plan.env, plan.container, plan.identity],
    ...Object.fromEntries(Object.entries(sameOptions).map(([name, value]) => [`option '${name}'`, value])),
    ...{ outputWait, shim, singleCpu, keepTestLogs, tracer },
    'what a container shows': plan.container && [unit.sources, unit.variables],
  };
}
