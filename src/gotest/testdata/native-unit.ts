import { NATIVE } from '../../events/testdata/places';
import type { GoTestOptions, TestUnit } from '../unit';

interface Given extends Partial<Omit<TestUnit, 'options'>> {
  readonly dir: string;
  readonly options?: Partial<GoTestOptions>;
}

/** All tests of a folder on the machine's own port, but for what is given. */
export function nativeUnit({ options, ...given }: Given): TestUnit {
  return {
    ...{ project: 'p', port: NATIVE.port, place: NATIVE, go: 'go', env: process.env },
    plan: { kind: 'native', why: '', launch: [], env: {}, emulated: false, identity: [], notes: [] },
    options: { packages: ['./...'], goFlags: [], args: [], ...options },
    ...{ outputDir: given.dir, scratch: `${given.dir}/scratch`, dataDigest: '', declaredDigest: '' },
    ...{ singleCpu: false, infraRetries: 0, sources: [], variables: [], keepTestLogs: false },
    ...given,
  };
}
