import { ENVIRONMENT_VARIABLES } from '../../task-key';

type Variables = Readonly<Record<string, unknown>>;

/** What the environment and `go env -w` say: nothing where files and options alone decide. */
export interface GoEnvironment {
  /** GOFLAGS, as Go takes it where no option says otherwise. */
  readonly goflags: string;
  readonly gowork?: string;
  /** What Go takes for a variable where these stand over the environment. */
  readonly asked?: (name: string, over: Variables) => string;
}

const WITHOUT_OPTION = { GOFLAGS: 'goflags', GOWORK: 'gowork' } as const;

/** A variable as Go takes it under option `env` of a target. */
export function goVariable(name: keyof typeof WITHOUT_OPTION, options: Variables, environment: GoEnvironment): string {
  const over = envOf(options);
  if (isRead(name, over)) return environment.asked?.(name, over) ?? '';
  return String(over[name] ?? environment[WITHOUT_OPTION[name]] ?? '');
}

/** What else a target's tests depend on: the variables that its option `env` has Go read from where `go env -w` writes. */
export function readVariables(options: Variables, { asked }: GoEnvironment): string[] {
  const over = envOf(options);
  return ENVIRONMENT_VARIABLES.filter((name) => isRead(name, over)).flatMap((name) => {
    const value = asked?.(name, over) ?? '';
    return value === '' ? [] : [`${name}=${value}`];
  });
}

/** Whether the JSON of a target may have such an option. */
export function mayReadVariables(json: string): boolean {
  return /"GOENV":|"(GO|CGO_|CC|CXX|AR|FC|PKG_CONFIG)[A-Z0-9_]*":""/.test(json);
}

/** An empty variable is none to Go, and another GOENV is another file (cmd/go/internal/cfg, Getenv). */
function isRead(name: string, { GOENV, [name]: value }: Variables): boolean {
  return value === '' || (value === undefined && GOENV !== undefined);
}

function envOf({ env }: Variables): Variables {
  return (env ?? {}) as Variables;
}
