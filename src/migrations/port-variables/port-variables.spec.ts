import { logger } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import portVariables from './port-variables';

const warn = jest.spyOn(logger, 'warn').mockImplementation(() => undefined);
beforeEach(() => warn.mockClear());

const OLD = '"inputs": ["default", { "env": "NX_GO_CROSS_MACHINE" }]';
const projectJson = (inputs: string, options: string) => `{
  // Ours.
  "name": "svc",
  "targets": {
    "test-arm64": { "executor": "nx-go-cross:test", ${inputs}, "options": ${options} },
    "other": { "executor": "nx:noop", ${OLD} }
  }
}
`;

function migrate(files: Readonly<Record<string, string>>): (file: string) => string {
  const tree = createTreeWithEmptyWorkspace();
  for (const [file, text] of Object.entries(files)) tree.write(file, text);
  portVariables(tree);
  return (file) => tree.read(file, 'utf8')!;
}

test('a target that lists its inputs gets the variable of its GOARCH, and all else stays as it is', () => {
  const read = migrate({ 'svc/project.json': projectJson(OLD, '{ "goarch": "s390x" }') });
  const inputs = OLD.replace(' }]', ' }, { "env": "NX_GO_CROSS_MACHINE_S390X" }]');
  expect(read('svc/project.json')).toBe(projectJson(inputs, '{ "goarch": "s390x" }'));
  expect(warn).not.toHaveBeenCalled();
});

test('a second run changes nothing', () => {
  const inputs = OLD.replace(' }]', ' }, { "env": "NX_GO_CROSS_MACHINE_S390X" }]');
  const text = projectJson(inputs, '{ "goarch": "s390x" }');
  expect(migrate({ 'svc/project.json': text })('svc/project.json')).toBe(text);
});

test('package.json', () => {
  const target = { executor: 'nx-go-cross:test', inputs: [{ env: 'NX_GO_CROSS_MACHINE' }], options: { goarch: 'arm' } };
  const manifest = { name: 'root', workspaces: ['svc'] };
  const read = migrate({
    'package.json': JSON.stringify(manifest),
    'svc/package.json': JSON.stringify({ name: 'svc', nx: { targets: { t: target } } }),
  });
  expect(JSON.parse(read('svc/package.json')).nx.targets.t.inputs).toEqual([
    { env: 'NX_GO_CROSS_MACHINE' },
    { env: 'NX_GO_CROSS_MACHINE_ARM' },
  ]);
});

test('where no GOARCH is named, the user is told and nothing is changed', () => {
  const project = projectJson(OLD, '{ "short": true }');
  const nxJson = `{ "targetDefaults": { "test-arm64": { ${OLD} } } }`;
  const read = migrate({ 'svc/project.json': project, 'nx.json': nxJson });
  expect([read('svc/project.json'), read('nx.json')]).toEqual([project, nxJson]);
  expect(warn.mock.calls.map(([text]) => text.split(' has the input')[0])).toEqual([
    'svc/project.json: target test-arm64',
    'nx.json: targetDefaults of test-arm64',
  ]);
});
