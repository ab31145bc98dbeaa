import { NO_EMULATION } from '../emulation';

/**
 * An environment without QEMU's variables that are set to nothing, which counts as unset: QEMU itself would look for a CPU
 * model without a name, or take the mere presence of a variable for a yes.
 */
export function withoutEmptyQemu(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return without(env, (name, value) => isOfQemu(name) && value === '');
}

/** Without what would change QEMU's answer. */
export function withoutQemu(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return without(env, isOfQemu);
}

/** What an emulated program gets: without the variables with which QEMU would run none. */
export function forEmulation(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return without(env, (name) => Object.hasOwn(NO_EMULATION, name));
}

/** A line for each of these variables that is set. */
export function emulationNotes(env: NodeJS.ProcessEnv): string[] {
  return Object.entries(NO_EMULATION)
    .filter(([name]) => env[name] !== undefined)
    .map(([name, what]) => `${name} is left out: with it QEMU ${what}`);
}

export function isOfQemu(name: string): boolean {
  return name.startsWith('QEMU_');
}

function without(env: NodeJS.ProcessEnv, isOut: (name: string, value: string | undefined) => boolean) {
  return Object.fromEntries(Object.entries(env).filter(([name, value]) => !isOut(name, value)));
}
