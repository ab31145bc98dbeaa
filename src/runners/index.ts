export { COMPILE_ONLY } from './compile-only';
export { RunnerRefused } from './errors';
export { registerCommand } from './register-command';
export { resolveRunner } from './resolve-runner';
export type { RunnerChoice, RunPlan } from './run-plan';
export { mainRefusal, type Refusal } from './errors';
