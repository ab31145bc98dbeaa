import { listPackages, type TestUnit } from '../../gotest';
import type { Reporter } from '../../reports';

/**
 * Tells a report which packages there will be, as soon as `go list` knows, beside the tests and without any say in
 * them. Returns a function that gives up on it.
 */
export function announcePackages(unit: TestUnit, reporter: Reporter): () => void {
  if (unit.binaries !== undefined) {
    reporter.onPackages(unit.binaries.packages);
    return () => undefined;
  }
  const controller = new AbortController();
  void listPackages(unit, controller.signal).then((packages) => reporter.onPackages(packages));
  return () => controller.abort();
}
