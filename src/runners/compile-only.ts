import type { RunPlan } from './run-plan';

/** For ports that shall be compiled and vetted: a program that does nothing takes the place of every test binary. */
export const COMPILE_ONLY: RunPlan = {
  kind: 'none',
  why: 'tests are compiled, linked and vetted, nothing is run',
  launch: ['true'],
  env: {},
  emulated: false,
  compileOnly: true,
  identity: ['none'],
  notes: [],
};
