import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../files';
import { aliasOf, resultKey, type ResultKey } from './result-key';
import type { TestUnit } from './unit';

/** The configuration file of Go for one run, in its scratch folder. */
export const GOENV_FILE = 'goenv';
/** What the shim is to do, by the same folder (host/shim/settings.go). */
const SETTINGS_FILE = 'shim.settings';

/** What the packages of one unit have for themselves in a `go test`. */
export interface ShimPart {
  /** Absolute paths of the folders of its packages; undefined for the only unit of a `go test`. */
  readonly folders?: readonly string[];
  readonly key: ResultKey;
  readonly own: readonly OwnVariable[];
}

/** A variable that tests have otherwise than cmd/go. */
interface OwnVariable {
  readonly name: string;
  /** What it is called there. */
  readonly alias: string;
  readonly value?: string;
  /** cmd/go sets it for the tests. */
  readonly inLogOnly?: boolean;
}

/** The part of a unit. `folders` are those of its packages where others share its `go test`. */
export function shimPart(unit: TestUnit, folders?: readonly string[]): ShimPart {
  const own = TASK_VARIABLES.map((name) => ({ name, value: unit.env[name], alias: aliasOf(name, unit.project) }));
  // Of tests that call os.Getwd: cmd/go hashes its own.
  const pwd = { name: 'PWD', value: unit.dir, alias: aliasOf('PWD', unit.project), inLogOnly: true };
  return { folders, key: resultKey(unit), own: [...own, pwd] };
}

/** Those that Nx sets for each task alone (Nx, tasks-runner/task-env.ts). */
const TASK_VARIABLES = [
  'NX_TASK_TARGET_PROJECT',
  'NX_TASK_TARGET_TARGET',
  'NX_TASK_TARGET_CONFIGURATION',
  'NX_TASK_HASH',
  'LERNA_PACKAGE_NAME',
];

/** The environment of a unit without what only its own task has. */
export function commonEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !TASK_VARIABLES.includes(name)));
}

/** The variables that stand for all these in the environment of cmd/go. */
export function shimVariables(unit: TestUnit, parts: readonly ShimPart[]): NodeJS.ProcessEnv {
  const keys = parts.map(({ key }) => [key.name, key.value] as const);
  const changed = [...changedForAll(unit), ...parts.flatMap(({ own }) => own)];
  return Object.fromEntries([...keys, ...changed.map(({ alias, value }) => [alias, value] as const)]);
}

/** Ours in cmd/go, for its work folder. A container is found by the name of the scratch folder. */
function changedForAll({ env, plan, scratch }: TestUnit): OwnVariable[] {
  const GOTMPDIR = plan.container === undefined ? env.GOTMPDIR : scratch;
  const values = Object.entries({ GOTMPDIR, GOENV: env.GOENV });
  return values.map(([name, value]) => ({ name, value, alias: aliasOf(name) }));
}

/** Writes what cmd/go and the shim find in the scratch folder of a run. */
export function writeShimSettings(unit: TestUnit, parts: readonly ShimPart[]): void {
  const { scratch, goenv = '' } = unit;
  const theirs = ['', 'off'].includes(goenv) ? undefined : readText(goenv);
  // The last line for a name counts.
  writeFileSync(join(scratch, GOENV_FILE), `${theirs === undefined ? '' : `${theirs}\n`}GOTMPDIR=${scratch}\n`);
  const records = [
    ...(unit.outputWait === undefined ? [] : [['wait', String(unit.outputWait)]]),
    ...changedForAll(unit).map(({ name, alias, value }) =>
      value === undefined ? ['unset', name, alias] : ['set', name, alias, value],
    ),
    ...parts.flatMap(partRecords),
  ];
  const text = records.flat().map((field) => `${field}\0`);
  writeFileSync(join(scratch, SETTINGS_FILE), text.join(''));
}

function partRecords({ folders = [''], key, own }: ShimPart): string[][] {
  return folders.flatMap((folder) => [
    ['unit', folder, key.name],
    ...own.map((variable) => ownRecord(folder, variable)),
  ]);
}

function ownRecord(folder: string, { name, alias, value, inLogOnly }: OwnVariable): string[] {
  if (inLogOnly) return ['alias', folder, name, alias];
  return value === undefined ? ['lack', folder, name, alias] : ['own', folder, name, alias, value];
}
