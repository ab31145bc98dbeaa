import { normalizePluginOptions, type PluginOptions } from '../plugin-options';
import { inferTargets } from './targets';

const targets = (options: PluginOptions) => inferTargets('svc', normalizePluginOptions(options), (port) => [port]);

test('a target per port, and one for all of them', () => {
  const { 'test-ports': aggregate, ...tests } = targets({ ports: ['amd64', 'arm/6'] });
  expect(Object.keys(tests)).toEqual(['test-amd64', 'test-arm-6']);
  expect(aggregate).toMatchObject({ executor: 'nx:noop', dependsOn: ['test-amd64', 'test-arm-6'] });
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
