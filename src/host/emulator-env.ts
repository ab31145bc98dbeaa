/**
 * An environment without QEMU's variables that are set to nothing, which counts as unset: QEMU itself would look for a CPU
 * model without a name, or take the mere presence of a variable for a yes.
 */
export function withoutEmptyQemu(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name, value]) => !name.startsWith('QEMU_') || value !== ''));
}
