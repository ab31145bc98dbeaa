import { normalizePluginOptions } from './plugin-options';
import { testSetups } from './target-setups';
import type { Disk } from './workspace/disk';
import type { ProjectSettings } from './workspace/project-roots';

/** A disk with nothing on it. */
const disk = { read: () => undefined } as unknown as Disk;
const options = normalizePluginOptions({
  ports: ['arm64'],
  checkPorts: ['s390x'],
  binariesTargetName: 'test-binaries',
});
const targets = [options.ports[0]!, options.checkPorts[0]!, options.binaryPorts[0]!];

test('defaults that nx.json sets for an executor count for its targets and for no others', () => {
  const targetDefaults = {
    'nx-go-cross:test': { options: { tags: ['tested'] } },
    'nx-go-cross:check': { options: { tags: ['checked'] } },
    'nx-go-cross:test-binaries': { options: { tags: ['kept'] } },
  };
  const tags = targets.map(
    (one) => testSetups('svc', one, { targetDefaults } as ProjectSettings, disk)[0]!.options.tags,
  );
  expect(tags).toEqual([['tested'], ['checked'], ['kept']]);
});
