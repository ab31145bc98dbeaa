import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import { fakeDisk } from '../../golang/testdata/temp-workspace';
import { allPorts } from './all-ports';
import { unforeseenTargets } from './unforeseen-targets';

const plugins = [
  { plugin: 'nx-go-cross', options: { ports: ['arm64'], binariesTargetName: 'keep' } },
  { plugin: 'nx-go-cross', options: { ports: [{ goarch: 'arm64', tags: ['second'] }] }, include: ['lib/*'] },
];

/** Whether svc's target test-arm64 in this form has other options than project.json lets expect. */
function isUnforeseen(target: TargetConfiguration, ownTarget: object = {}, root = 'svc'): boolean {
  const disk = fakeDisk({ [`${root}/project.json`]: JSON.stringify({ targets: { 'test-arm64': ownTarget } }) });
  const projects: Record<string, ProjectConfiguration> = {
    svc: { root, targets: { 'test-arm64': { executor: 'nx-go-cross:test', ...target } } },
  };
  return unforeseenTargets(projects, allPorts({ plugins }, disk), {}, disk).length > 0;
}

const PORT = { goos: 'linux', goarch: 'arm64' };

test.each<[string, TargetConfiguration, boolean]>([
  ['what the plugin inferred', { options: PORT }, false],
  ['options that decide nothing of this', { options: { ...PORT, short: true, timeout: '5m' } }, false],
  ['an empty configuration', { options: PORT, configurations: { ci: {} } }, false],
  ['another executor', { executor: 'nx:run-commands', options: { tags: ['x'] } }, false],
  ['tags', { options: { ...PORT, tags: ['x'] } }, true],
  ['tags of a configuration', { options: PORT, configurations: { ci: { tags: ['x'] } } }, true],
  ['packages', { options: { ...PORT, packages: ['.'] } }, true],
  ['flags in the environment', { options: { ...PORT, env: { GOFLAGS: '-tags=x' } } }, true],
  ['race', { options: { ...PORT, race: true } }, true],
  ['a level', { options: { ...PORT, goarm64: 'v9.0' } }, true],
  ['a CPU', { options: { ...PORT, cpu: 'max' } }, true],
  ['a C compiler', { options: { ...PORT, cgo: 'dynamic' } }, true],
  ['test binaries', { options: { ...PORT, binaries: 'moved' } }, true],
  ['another port', { options: { ...PORT, goarch: 's390x' } }, true],
  ['tasks that come first', { options: PORT, dependsOn: ['generate'] }, true],
])('the target has %s', (_title, target, expected) => {
  expect(isUnforeseen(target)).toBe(expected);
});

test('entries that reach one project count together, and others do not', () => {
  const [merged, bare] = [{ options: { ...PORT, tags: ['second'] } }, { options: PORT }];
  expect([isUnforeseen(merged, {}, 'lib'), isUnforeseen(bare, {}, 'lib'), isUnforeseen(merged)]).toEqual([
    false,
    true,
    true,
  ]);
});

test('what project.json says is foreseen, but for another port: inputs and outputs are those of the inferred one', () => {
  const [tags, port] = [{ options: { tags: ['x'] } }, { configurations: { other: { goarch: 's390x' } } }];
  expect(isUnforeseen({ options: { ...PORT, tags: ['x'] } }, tags)).toBe(false);
  expect(isUnforeseen({ options: PORT, ...port }, port)).toBe(true);
});
