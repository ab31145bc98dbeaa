import type { SourceFile } from '../source';
import { sortSources } from './folder-sources';

const imports = ['a'];
const SOURCES: Record<string, SourceFile> = {
  'plain.go': { imports },
  'linux.go': { imports },
  'plain_test.go': { imports },
  'x_linux.go': { imports },
  'x_arm64_test.go': { imports },
  'x_arm64.pb.go': { imports },
  'constrained.go': { imports, goBuild: 'linux' },
  'old.go': { imports, plusBuild: ['linux'] },
  'cgo.go': { imports: ['C'] },
  'doc.go': { imports, isDocumentation: true },
  'none.go': {},
  'embed.go': { imports: ['embed'], embeds: ['x'] },
};

test('files are sorted by what decides about them', () => {
  const names = new Map(Object.entries(SOURCES).map(([name, source]) => [source, name]));
  const compiled = [...Object.keys(SOURCES), 'y.pb_arm64.go', 'z_windows.c'];
  const found = sortSources({ sources: new Map(Object.entries(SOURCES)), compiled });
  const of = (sources: readonly SourceFile[]) => sources.map((source) => names.get(source));
  expect(of(found.always)).toEqual(['plain.go', 'linux.go', 'embed.go']);
  expect(of(found.alwaysWithTests)).toEqual(['plain.go', 'linux.go', 'plain_test.go', 'embed.go']);
  expect(found.gated.map(([name]) => name)).toEqual([
    ...['x_linux.go', 'x_arm64_test.go', 'x_arm64.pb.go', 'constrained.go', 'old.go', 'cgo.go', 'doc.go'],
  ]);
  expect(found.embedding.map(([name]) => name)).toEqual(['embed.go']);
  expect(found.oddNames).toEqual(['x_linux.go', 'x_arm64_test.go', 'y.pb_arm64.go', 'z_windows.c']);
});
