import { normalizePluginOptions, type PluginOptions } from '../plugin-options';
import { inferTargets } from './targets';

const targets = (options: PluginOptions) => inferTargets('svc', normalizePluginOptions(options), (port) => [port]);

test('a target per port, and one for all of them', () => {
  const { 'test-ports': aggregate, ...tests } = targets({ ports: ['amd64', 'arm/6'] });
  expect(Object.keys(tests)).toEqual(['test-amd64', 'test-arm-6']);
  expect(aggregate).toMatchObject({ executor: 'nx:noop', dependsOn: ['test-amd64', 'test-arm-6'] });
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
