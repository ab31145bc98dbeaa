import { fakeDisk } from '../../golang/testdata/temp-workspace';
import { inferences } from '../options/inference';
import { pluginEntries } from '../options/plugin-entries';
import { normalizePluginOptions, type PluginOptions } from '../options/plugin-options';
import { testSetups } from '../options/target-setups';
import { inferTargets } from './targets';

const targets = (options: PluginOptions) => {
  normalizePluginOptions(options);
  const disk = fakeDisk({});
  const inferenceOf = inferences(pluginEntries({ plugins: [{ plugin: 'nx-go-cross', options }] }, disk), disk);
  return inferTargets()('svc', inferenceOf('svc'), testSetups({}, disk));
};

test('a target per port, and one for all of them', () => {
  const { 'test-ports': aggregate, ...tests } = targets({ ports: ['amd64', 'arm/6'] });
  expect(Object.keys(tests)).toEqual(['test-amd64', 'test-arm-6']);
  expect(aggregate).toMatchObject({ executor: 'nx:noop', dependsOn: ['test-amd64', 'test-arm-6'] });
});

test('what stands for other targets reads what they write: what affects them affects it', () => {
  const { 'test-ports': aggregate, coverage } = targets({ coverageTargetName: 'coverage' });
  const read = [aggregate, coverage].map((target) =>
    target!.inputs!.filter((one) => 'dependentTasksOutputFiles' in (one as object)),
  );
  expect(read).toEqual([
    [{ dependentTasksOutputFiles: '**/summary.json' }],
    [{ dependentTasksOutputFiles: '**/cover.out' }],
  ]);
});

test.each([
  ['amd64', false],
  ['amd64/v3', true],
  ['arm64/v8.1', true],
  ['arm/6', false],
])('%s has the emulator of its own GOARCH in the key even on a host of it: %s', (port, expected) => {
  const [target] = Object.values(targets({ ports: [port] }));
  const variable = `NX_GO_CROSS_EMULATOR_${port.split('/')[0]!.toUpperCase()}`;
  expect(JSON.stringify(target!.inputs).includes(variable)).toBe(expected);
});

test.each([
  ['wasip1/wasm', true],
  ['js/wasm', false],
])('%s has the choice of a runtime in the key: %s', (port, expected) => {
  const [target] = Object.values(targets({ ports: [port] }));
  expect(target!.inputs!.some((input) => JSON.stringify(input) === '{"env":"GOWASIRUNTIME"}')).toBe(expected);
});

describe('where results go', () => {
  const foldersOf = (port: Record<string, unknown>) => {
    const [target] = Object.values(targets({ ports: [{ goarch: 'arm64', ...port }] }));
    return [target!.options.outputDir, target!.outputs];
  };

  test('a port: the executor’s own default', () => {
    expect(foldersOf({})).toEqual([
      undefined,
      ['{options.outputDir}', '{workspaceRoot}/dist/go-cross/{projectRoot}/arm64'],
    ]);
  });

  test('a port with a name: the executor is told, or the results would lie outside the outputs', () => {
    expect(foldersOf({ name: 'a53' })).toEqual(['dist/go-cross/{projectRoot}/a53', ['{options.outputDir}']]);
  });

  test.each([{}, { name: 'a53' }])('a folder of the user’s, with %j', (rest) => {
    expect(foldersOf({ outputDir: 'out/{projectName}', ...rest })).toEqual([
      'out/{projectName}',
      ['{options.outputDir}'],
    ]);
  });
});

describe('coverageTargetName', () => {
  test('a target that merges what all test targets measure, and measuring is switched on', () => {
    const all = targets({ ports: ['amd64', 'arm/6'], coverageTargetName: 'coverage' });
    expect(all['test-arm-6']!.options).toMatchObject({ cover: true });
    expect(all.coverage).toMatchObject({
      executor: 'nx-go-cross:coverage',
      dependsOn: ['test-amd64', 'test-arm-6'],
      options: { targets: ['test-amd64', 'test-arm-6'] },
      outputs: ['{workspaceRoot}/dist/go-cross/{projectRoot}/coverage/cover.out'],
    });
  });

  test('unset, nothing is measured', () => {
    const all = targets({ ports: ['arm64'] });
    expect([Object.keys(all), all['test-arm64']!.options]).toEqual([
      ['test-arm64', 'test-ports'],
      { goos: 'linux', goarch: 'arm64' },
    ]);
  });

  test('what the user says of it counts', () => {
    const all = targets({ ports: ['arm64'], coverageTargetName: 'coverage', test: { cover: false } });
    expect(all['test-arm64']!.options).toMatchObject({ cover: false });
  });
});

describe('binariesTargetName', () => {
  const options: PluginOptions = {
    ports: ['arm/6', { goarch: 'arm64', name: 'a53', cpu: 'cortex-a53', tags: ['x'] }],
    binariesTargetName: 'test-binaries',
    test: { cover: true, timeout: '5m' },
  };

  test('unset, there are no such targets', () => {
    expect(Object.keys(targets({ ports: ['arm64'] }))).toEqual(['test-arm64', 'test-ports']);
  });

  test('a target per port, with what the tests are built with and nothing of how they run', () => {
    const all = targets(options);
    expect(Object.keys(all)).toEqual([
      ...['test-arm-6', 'test-a53', 'test-binaries-arm-6', 'test-binaries-a53', 'test-ports'],
    ]);
    expect(all['test-binaries-arm-6']).toMatchObject({
      executor: 'nx-go-cross:test-binaries',
      cache: true,
      options: { goos: 'linux', goarch: 'arm', goarm: '6', cover: true },
      inputs: all['test-arm-6']!.inputs,
      outputs: ['{options.outputDir}', '{workspaceRoot}/dist/go-cross/{projectRoot}/binaries-arm-6'],
    });
    expect(all['test-binaries-arm-6']!.options).not.toHaveProperty('timeout');
    expect(all['test-binaries-a53']!.options).toEqual({
      ...{ goos: 'linux', goarch: 'arm64', cover: true, tags: ['x'] },
      outputDir: 'dist/go-cross/{projectRoot}/binaries-a53',
    });
  });

  test.each([
    ['test', { ports: [{ goarch: 'arm64', name: 'x' }, 'arm64'] }, "would be called 'test-x'"],
    ['check', { ports: ['arm64'], checkPorts: ['arm64'] }, "would be called 'check-arm64'"],
    ['has spaces', {}, 'a target name of letters'],
  ])('%j is refused where it clashes', (binariesTargetName, rest, message) => {
    expect(() => targets({ ...rest, binariesTargetName })).toThrow(message);
  });
});

test('a target that runs test binaries is not cached by itself: nothing in its inputs is what they are', () => {
  const [cached, uncached] = [{}, { binaries: 'dist/x' }].map((test) => targets({ ports: ['arm64'], test }));
  expect([cached!['test-arm64']!.cache, uncached!['test-arm64']!.cache]).toEqual([true, false]);
});
