import { LEVEL_OPTIONS } from '../../ports';
import type { PortTarget } from './port-target';

/** Options of the test executor that executor test-binaries has too. */
const BINARY_OPTIONS: readonly string[] = [
  ...['goos', 'goarch', ...LEVEL_OPTIONS, 'cgo', 'cc', 'cxx'],
  ...['packages', 'tags', 'race', 'cover', 'coverPkg', 'vet', 'env', 'goFlags', 'go'],
];

/** The test targets again, with their way to build and without their way to run. */
export function binaryTargets(prefix: string, ports: readonly PortTarget[]): PortTarget[] {
  return ports.map((test) => {
    const targetName = `${prefix}-${test.id}`;
    const own = Object.entries(test.options).filter(([option]) => BINARY_OPTIONS.includes(option));
    return { ...test, executor: 'nx-go-cross:test-binaries', targetName, options: Object.fromEntries(own) };
  });
}
