import type { ExecutorContext, TargetConfiguration } from '@nx/devkit';
import { foreignWork } from './foreign-tasks';

const OUTPUTS = ['{workspaceRoot}/svc/zz.go', '{projectRoot}/out', '{workspaceRoot}/gen/**/*.go', '{options.out}'];
const OURS = { executor: 'nx-go-cross:test' };
const command = (rest: TargetConfiguration = {}): TargetConfiguration => ({ executor: 'nx:run-commands', ...rest });

function work(dependsOn: TargetConfiguration['dependsOn'], tasks: readonly string[] = []) {
  const projects = {
    svc: {
      root: 'svc',
      targets: { generate: command(), 'test-amd64': OURS, deep: command({ dependsOn: ['^generate'] }) },
    },
    lib: { root: 'lib', targets: { generate: command(), 'test-amd64': OURS, all: { executor: 'nx:noop' } } },
    tool: { root: 'tools/tool', targets: { build: { command: 'make', outputs: OUTPUTS } } },
  };
  const context = {
    projectName: 'svc',
    target: { ...OURS, dependsOn },
    projectsConfigurations: { version: 2, projects },
    projectGraph: { nodes: {}, dependencies: { svc: [{ source: 'svc', target: 'lib', type: 'static' }] } },
    taskGraph: {
      tasks: Object.fromEntries(
        tasks.map((id) => [id, { id, target: { project: id.split(':')[0], target: id.split(':')[1] } }]),
      ),
    },
  };
  return foreignWork(context as unknown as ExecutorContext);
}

test.each<[string, TargetConfiguration['dependsOn'], string[], string[]]>([
  ['nothing', undefined, [], []],
  ['our own tasks of the command', ['test-amd64'], ['svc:test-amd64', 'lib:all'], []],
  ['a task of the project', ['generate'], [], ['svc']],
  ['a task of those it depends on', ['^generate'], [], ['lib']],
  ['a task that a task depends on', ['deep'], [], ['lib', 'svc']],
  ['a task of a project by name', [{ target: 'build', projects: ['tool'] }], [], ['tools/tool']],
  ['the same as text', ['tool:build'], [], ['tools/tool']],
  ['another task of the same command', [], ['tool:build'], ['tools/tool']],
  ['a target that is not there', ['^build', 'none'], [], []],
])('%s', (_title, dependsOn, tasks, expected) => {
  expect([...work(dependsOn, tasks).roots].sort()).toEqual(expected);
});

test('what such tasks write elsewhere, as far as their outputs say it', () => {
  expect(work([], ['tool:build']).outputs).toEqual(['svc/zz.go', 'tools/tool/out', 'gen']);
  expect(work(['generate']).outputs).toEqual([]);
});
