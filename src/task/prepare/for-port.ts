import { builtPatterns, type TestUnit } from '../../gotest';

/** Matches no package of a module, which Go says as it says it of `./...`. */
const NOTHING = './.../nx-go-cross-nothing';

/**
 * Where `./...` was taken apart, packages of which all files are for other ports have become patterns of their own, and Go
 * would fail for them. `asked` are the patterns of the user: what they name, Go is to find.
 */
export async function forPort<T extends Pick<TestUnit, 'go' | 'dir' | 'env' | 'port' | 'options'>>(
  unit: T,
  asked: readonly string[],
): Promise<T & Pick<TestUnit, 'leftOut'>> {
  const { packages } = unit.options;
  const made = packages.filter((pattern) => !pattern.includes('...') && !asked.includes(pattern));
  const built = await builtPatterns({ ...unit, options: { ...unit.options, packages: made } });
  const leftOut = built === undefined ? [] : made.filter((pattern) => !built.includes(pattern));
  if (leftOut.length === 0) return unit;
  const left = packages.filter((pattern) => !leftOut.includes(pattern));
  return { ...unit, leftOut, options: { ...unit.options, packages: left.length === 0 ? [NOTHING] : left } };
}
