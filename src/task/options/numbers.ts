import { invalidNumber } from '../errors';
import type { TestExecutorSchema } from './test-schema';

/** The least that each may be. Nx holds a schema's `minimum` against values of type `number` only, not `integer`. */
const WHOLE = { count: 1, parallel: 1, p: 1, infraRetries: 0 } as const;

/** Go would run nothing and call it success, or print the usage of the test binary. */
export function checkNumbers(schema: TestExecutorSchema): void {
  for (const [option, least] of Object.entries(WHOLE)) {
    const value: unknown = schema[option as keyof typeof WHOLE];
    const isFine = value === undefined || (Number.isSafeInteger(value) && Number(value) >= least);
    if (!isFine) throw invalidNumber(option, value, `a whole number, ${least} or more`);
  }
  const factor: unknown = schema.timeoutFactor;
  const isFine = factor === undefined || (Number.isFinite(factor) && Number(factor) > 0);
  if (!isFine) throw invalidNumber('timeoutFactor', factor, 'a number above 0');
}
