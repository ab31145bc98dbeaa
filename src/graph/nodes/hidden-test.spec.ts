import type { PluginConfiguration } from '@nx/devkit';
import { hiddenTest } from './hidden-test';

const OURS = (rest: object = {}): PluginConfiguration => ({ plugin: 'nx-go-cross', ...rest });

test.each<[string, PluginConfiguration[], string, boolean]>([
  ['a file that Nx lists', [OURS()], 'svc/project.json', false],
  ['one that it does not', [OURS()], 'out/project.json', true],
  ['an entry that is a name only', ['nx-go-cross'], 'out/project.json', true],
  ['kept out by include', [OURS({ include: ['svc/**'] })], 'out/project.json', false],
  ['kept out by exclude', [OURS({ exclude: ['out/**'] })], 'out/project.json', false],
  ['let through by both', [OURS({ include: ['o*/**'], exclude: ['svc/**'] })], 'out/project.json', true],
  ['kept out by one of two entries', [OURS(), OURS({ exclude: ['out/*'] })], 'out/project.json', false],
  [
    'kept out by an entry for other options',
    [OURS({ exclude: ['out/*'], options: { ports: [] } })],
    'out/go.mod',
    true,
  ],
  ['kept out by another plugin', [{ plugin: 'other', exclude: ['out/*'] }], 'out/go.mod', true],
])('%s', (_title, plugins, file, expected) => {
  expect(hiddenTest(['svc/project.json', 'svc/go.mod'], undefined, { plugins })(file)).toBe(expected);
});
