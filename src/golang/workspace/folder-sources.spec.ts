import type { SourceFile } from '../source';
import { sortSources } from './folder-sources';

const imports = ['a'];
const SOURCES: Record<string, SourceFile> = {
  'plain.go': { imports: ['a', 'b'] },
  'linux.go': { imports },
  'plain_test.go': { imports: ['b', 't'] },
  'x_linux.go': { imports },
  'x_arm64_test.go': { imports },
  'x_arm64.pb.go': { imports },
  'constrained.go': { imports, goBuild: 'linux' },
  'old.go': { imports, plusBuild: ['linux'] },
  'cgo.go': { imports: ['C'] },
  'doc.go': { imports, isDocumentation: true },
  'none.go': {},
  'std.go': { imports: ['fmt', 'net/http'] },
  'std_linux.go': { imports: ['fmt'] },
  'embed.go': { imports: ['embed', 'c'], embeds: ['x'] },
};

test('files are sorted by what decides about them', () => {
  const found = sortSources(new Map(Object.entries(SOURCES)));
  expect(found.always).toEqual(['a', 'b', 'c']);
  expect(found.alwaysByTests).toEqual(['t']);
  expect(found.gated.map(([name]) => name)).toEqual([
    ...['x_linux.go', 'x_arm64_test.go', 'x_arm64.pb.go', 'constrained.go', 'old.go', 'cgo.go', 'doc.go'],
  ]);
  expect(found.embedding.map(([name]) => name)).toEqual(['embed.go']);
});
