import { pluginEntries } from './plugin-entries';
import type { Patterns } from '../written-entries';
import { fakeDisk } from '../../golang/testdata/temp-workspace';

const entryOf = ({ include, exclude }: Patterns, port: string) => ({
  ...{ plugin: 'nx-go-cross', options: { ports: [port] } },
  ...(include && { include: [...include] }),
  ...(exclude && { exclude: [...exclude] }),
});
const disk = fakeDisk({ 'svc/go.mod': '', 'lib/project.json': '', 'lib/deep/package.json': '' });
const ROOTS = ['svc', 'lib', 'lib/deep'];

test.each<[string, Patterns, string[]]>([
  ['all', {}, ROOTS],
  ['empty lists are none', { include: [], exclude: [] }, ROOTS],
  ['include', { include: ['lib/*'] }, ['lib']],
  ['exclude', { exclude: ['lib/**'] }, ['svc']],
  ['both', { include: ['lib/**'], exclude: ['lib/deep/*'] }, ['lib']],
  ['of patterns with a negation the last counts', { include: ['**', '!lib/**', 'lib/deep/*'] }, ['svc', 'lib/deep']],
  ['a first negation begins with all', { include: ['!lib/**'] }, ['svc']],
])('the projects that an entry reaches, as Nx has it: %s', (_title, entry, expected) => {
  const plugins = [entryOf(entry, 'arm64'), entryOf({}, 's390x')];
  const [first] = pluginEntries({ plugins }, disk);
  expect(ROOTS.filter((root) => first!.reaches(root))).toEqual(expected);
});

test.each<[string, Patterns, string[]]>([
  ['all', {}, ['svc', 'svc/bare', 'bare']],
  ['those below a folder', { include: ['svc/*'] }, ['svc', 'svc/bare']],
  ['those below the workspace', { include: ['*'] }, ['svc/bare', 'bare']],
  ['not those that are kept out', { exclude: ['svc/**'] }, ['svc/bare', 'bare']],
])('a project without a file for us goes by the folders above it: %s', (_title, entry, expected) => {
  const files = fakeDisk({ 'package.json': '', 'svc/go.mod': '' });
  const [first] = pluginEntries({ plugins: [entryOf(entry, 'arm64')] }, files);
  expect(['svc', 'svc/bare', 'bare'].filter((root) => first!.infers(root))).toEqual(expected);
});
