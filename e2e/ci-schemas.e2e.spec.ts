import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import ciWorkflowGenerator from '../src/generators/ci-workflow/ci-workflow';
import type { CiWorkflowGeneratorSchema } from '../src/generators/ci-workflow/schema';
import { expandedCircleci, onBranch } from '../src/generators/ci-workflow/testdata/circleci';
import { MANY_PORTS, removeTrees, workspaceTree } from '../src/generators/ci-workflow/testdata/workspace-tree';
import { cleanEnv } from './support/env';
import { exec, type ExecResult } from './support/exec';
import { npmTools } from './support/npm-tools';
import { suiteDir } from './support/suite';

const COMBINATIONS: [lockfile: string, ports: readonly unknown[], schema: CiWorkflowGeneratorSchema][] = [
  ['package-lock.json', ['s390x'], {}],
  ['pnpm-lock.yaml', MANY_PORTS, { affected: false, coverage: true }],
  ['yarn.lock', MANY_PORTS, { shards: 3, name: "It's a: test #1" }],
  ['bun.lock', MANY_PORTS, { affected: false, shards: 2 }],
  ['', ['arm64', 's390x'], { coverage: true }],
];

let folder: string;
let tools: string;
beforeAll(async () => {
  tools = await npmTools();
  folder = mkdtempSync(join(suiteDir(), 'schemas-'));
  await exec(['git', 'init', '-q'], { cwd: folder, env: cleanEnv() });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  removeTrees();
});

async function generate(file: string, [lockfile, ports, schema]: (typeof COMBINATIONS)[number]): Promise<string> {
  const tree = workspaceTree({ lockfile, ports });
  await ciWorkflowGenerator(tree, schema);
  return tree.read(file, 'utf8')!;
}

/** gitlab-ci-local ships GitLab's own schema of `.gitlab-ci.yml`, and reads nothing that does not satisfy it. */
describe('GitLab', () => {
  const FILE = '.gitlab-ci.yml';
  const program = () => join(tools, 'gitlab-ci-local', 'dist', 'index.js');
  const list = (text: string): Promise<ExecResult> => {
    writeFileSync(join(folder, FILE), text);
    return exec([process.execPath, program(), '--list', '--no-color'], {
      cwd: folder,
      env: { ...cleanEnv(), HOME: folder },
    });
  };

  test.each(COMBINATIONS)('%s, %j, %j', async (...[lockfile, ports, schema]) => {
    const native = { nativeArm64: 'always', nativeLabels: 's390x=z16' } as const;
    for (const more of [{}, ...(ports.includes('s390x') ? [native] : [])]) {
      const { code, output } = await list(
        await generate(FILE, [lockfile, ports, { ...schema, ...more, ci: 'gitlab' }]),
      );
      expect([code, output]).toEqual([0, expect.stringContaining('json schema validated')]);
      expect(output).toContain('go-ports-report');
    }
  });

  test('a file that breaks it is refused', async () => {
    const text = await generate(FILE, ['', ['s390x'], { ci: 'gitlab' }]);
    const { code, output } = await list(text.replace(/(artifacts:\n +when:) always/, '$1 sometimes'));
    expect([code, output]).toEqual([1, expect.stringContaining("'when' property must be one of")]);
  });
});

/** CircleCI's own parser holds every job, step, parameter and workflow against CircleCI's schemas. */
describe('CircleCI', () => {
  const FILE = '.circleci/config.yml';
  const read = (config: unknown): unknown => {
    const { parseConfig } = require(join(tools, '@circleci/circleci-config-parser')) as Record<
      string,
      (text: string) => unknown
    >;
    return parseConfig!(stringify(config));
  };

  // Its enumeration of machines is older than arm64 machines for containers, and knows none of the user's: none here.
  const check = (text: string) => {
    for (const branch of ['main', 'other']) {
      // Parameters are judged where they are declared, and what they make where they are put in.
      read(onBranch(parse(text.replace('<< parameters.class >>', 'medium')), branch));
      read(expandedCircleci(onBranch(parse(text), branch)));
    }
  };

  test.each(COMBINATIONS)('%s, %j, %j', async (lockfile, ports, schema) => {
    const text = await generate(FILE, [lockfile, ports, { ...schema, ci: 'circleci' }]);
    expect(() => check(text)).not.toThrow();
  });

  test.each([
    ['a step', 'restore_cache', 'restore_caches', 'Unknown native command: restore_caches'],
    ['a machine', 'class: medium', 'class: huge', '"resource_class":"huge"'],
    [
      'a type of a parameter',
      'shard: { type: string }',
      'shard: { type: text }',
      'Could not find valid parameter list',
    ],
    ['a condition', 'when: always', 'when: sometimes', '"when":"sometimes"'],
  ])('%s that is none is refused', async (_title, good, bad, message) => {
    const text = await generate(FILE, ['', ['s390x'], { ci: 'circleci' }]);
    expect(text).toContain(good);
    expect(() => check(text.replace(good, bad))).toThrow(message);
  });
});
