import { isAbsolute } from 'node:path';
import { isInFolder } from '../../files';
import { goEnvironment, type GoAnswer, type GoValues } from '../go-environment';
import { goOfFolders, valuesIn } from '../go-of-folders';

export interface GoIdentityRequest {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Leaves out the host's own port, and the emulators: results then move between kinds of machines. */
  readonly portable: boolean;
  /** The folders of projects, from `cwd`: asked for only where each may have a Go of its own. */
  readonly folders?: () => Promise<readonly string[]>;
}

/** What `go env` says and a test result depends on (cmd/go/internal/envcmd, internal/cfg). */
const VARIABLES = (
  'GOVERSION GOEXPERIMENT GOFLAGS GODEBUG GOFIPS140 GO111MODULE GOTOOLCHAIN ' +
  'CGO_ENABLED CC CXX CGO_CFLAGS CGO_CPPFLAGS CGO_CXXFLAGS CGO_FFLAGS CGO_LDFLAGS'
).split(' ');
const HOST_VARIABLES = ['GOHOSTOS', 'GOHOSTARCH'];

/** What a key holds of Go. */
type Description = readonly string[] | 'none' | 'shim';

export interface GoIdentity {
  /** All that Go says, in `cwd` or else in the first folder that it says anything in. */
  readonly values?: GoValues;
  /** Go as it is in `cwd`. */
  readonly inRoot: Description;
  /** The Go that chooses the one for a folder by the files there. */
  readonly chooser: Description;
  /** By folder, what a shim starts there. */
  readonly inFolders: Readonly<Record<string, string>>;
}

export async function goIdentity(request: GoIdentityRequest): Promise<GoIdentity> {
  const { cwd, env, portable } = request;
  const names = portable ? VARIABLES : [...VARIABLES, ...HOST_VARIABLES];
  const [answer, inFolders] = await Promise.all([goEnvironment(env, cwd), goOfFolders(request, names)]);
  const first = Object.values(inFolders ?? {})
    .map(valuesIn)
    .find((values) => values !== undefined);
  return {
    values: answer?.values ?? first,
    inRoot: described(answer?.values, names),
    chooser: inFolders === undefined ? chooserOf(answer, names, cwd) : 'shim',
    inFolders: inFolders ?? {},
  };
}

function described(values: GoValues | undefined, names: readonly string[]): readonly string[] | 'none' {
  return values === undefined ? 'none' : names.map((name) => `${name}=${values[name] ?? ''}`);
}

/**
 * Which Go a project gets, its own toolchain line decides, which is in its key: here it is about the one that chooses, and
 * nothing where GOTOOLCHAIN names it. A go.work out of sight counts as it is understood in `cwd`.
 */
function chooserOf(answer: GoAnswer | undefined, names: readonly string[], cwd: string): Description {
  if (answer === undefined) return 'none';
  const { values, local = values.GOVERSION } = answer;
  const { GOTOOLCHAIN = '', GOWORK = '', GOVERSION = '' } = values;
  const chooser = /^go\d/.test(GOTOOLCHAIN) ? '' : (local ?? '');
  const isOutside = isAbsolute(GOWORK) && !isInFolder(GOWORK, cwd);
  return described({ ...values, GOVERSION: isOutside ? `${chooser} ${GOVERSION}` : chooser }, names);
}
