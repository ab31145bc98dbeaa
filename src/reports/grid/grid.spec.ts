import { parsePort, portId } from '../../ports';
import type { PackageSummary, Summary } from '../../results/summary';
import { parseXml, all } from '../testdata/parse-xml';
import { parseProfile } from '../../results/coverage';
import { annotations, coverageCells, gridOf, headline, html, markdown, mergedProfile, type PlacedSummary } from '.';

const tests = (passed: number, failed = 0) => ({ passed, failed, skipped: 0 });
const ok = (importPath: string): PackageSummary => ({
  importPath,
  outcome: 'passed',
  cached: false,
  seconds: 1,
  tests: tests(3),
  failures: [],
});
const bad = (importPath: string, output = '    x_test.go:7: got 1 | want 2\n'): PackageSummary => ({
  ...ok(importPath),
  outcome: 'failed',
  tests: tests(1, 2),
  failures: [
    { test: 'TestSum', output: '--- FAIL: TestSum\n' },
    { test: 'TestSum/deep', file: 'x_test.go', line: 7, output },
  ],
});

function placed(project: string, port: string, packages: PackageSummary[], rest: Partial<Summary> = {}): PlacedSummary {
  const { goos, goarch, level } = parsePort(port);
  const summary: Summary = {
    schema: 1,
    project,
    port: { id: portId(parsePort(port)), goos, goarch, level },
    runner: { kind: 'namespace', why: 'because', emulator: { path: '/usr/bin/qemu-x', version: '7.2.22', cpu: 'max' } },
    go: 'go1.26.8',
    cgo: 'off',
    outcome: packages.some(({ outcome }) => outcome === 'failed') ? 'failed' : 'passed',
    startedAt: '2026-11-25T00:00:00.000Z',
    seconds: 2,
    packages,
    undeclaredInputs: [],
    ...rest,
  };
  return { summary, folderOf: (path) => (path === 'example.com/svc' ? 'svc' : undefined) };
}

const NO_RUN = { outcome: 'infrastructure', runner: { kind: 'auto', why: 'No runner can execute it' } } as const;
const mixed = gridOf([
  placed('svc', 's390x', [bad('example.com/svc', '    x_test.go:7: got 9 | want 2\n'), ok('example.com/svc/a')]),
  placed('svc', 'arm64', [bad('example.com/svc'), ok('example.com/svc/a')]),
  placed('svc', 'amd64', [ok('example.com/svc'), { ...ok('example.com/svc/a'), cached: true }]),
  placed('lib', 'riscv64', [], NO_RUN),
]);

test('packages down, ports across, and nothing where nothing ran', () => {
  expect(mixed.columns.map(({ port, outcome }) => [port, outcome])).toEqual([
    ['linux/amd64', 'passed'],
    ['linux/arm64', 'failed'],
    ['linux/riscv64', 'infrastructure'],
    ['linux/s390x', 'failed'],
  ]);
  expect(mixed.rows.map(({ project, importPath, cells }) => [project, importPath, Object.keys(cells).sort()])).toEqual([
    ['lib', '', ['linux/riscv64']],
    ['svc', 'example.com/svc', ['linux/amd64', 'linux/arm64', 'linux/s390x']],
    ['svc', 'example.com/svc/a', ['linux/amd64', 'linux/arm64', 'linux/s390x']],
  ]);
  expect(mixed.outcome).toBe('infrastructure');
  expect(mixed.columns[1]).toMatchObject({
    tests: tests(4, 2),
    runners: ['namespace · /usr/bin/qemu-x 7.2.22 as max · go1.26.8'],
  });
});

test('a failure stands once, with all its ports and the text of the first; subtests speak for their parents', () => {
  expect(mixed.failures).toEqual([
    {
      project: 'svc',
      importPath: 'example.com/svc',
      test: 'TestSum/deep',
      outcome: 'failed',
      file: 'svc/x_test.go',
      line: 7,
      ports: ['linux/s390x', 'linux/arm64'],
      output: '    x_test.go:7: got 9 | want 2\n',
    },
    {
      project: 'lib',
      importPath: '',
      test: '',
      outcome: 'infrastructure',
      ports: ['linux/riscv64'],
      output: 'No runner can execute it',
    },
  ]);
});

test('a package that failed without a failure to show still has a block', () => {
  const { failures } = gridOf([
    placed('svc', 'arm64', [{ ...ok('example.com/svc'), outcome: 'unproven' }], { outcome: 'unproven' }),
  ]);
  expect(failures).toMatchObject([{ importPath: 'example.com/svc', outcome: 'unproven', output: 'unproven' }]);
});

test('what was only compiled does not stand in the place of tests', () => {
  const check = placed('svc', 'arm64', [{ ...ok('example.com/svc'), tests: tests(0) }], {
    runner: { kind: 'none', why: 'check' },
  });
  const grid = gridOf([check, placed('svc', 'arm64', [bad('example.com/svc')])]);
  expect(markdown(grid)).toContain('| svc | example.com/svc | ❌ 2 of 3 failed | ✅ passed |\n');
  expect(grid.columns.map(({ port }) => port)).toEqual(['linux/arm64', 'linux/arm64 (compiled)']);
});

test('the headline', () => {
  expect(headline(mixed)).toBe('Go tests failed on linux/arm64, linux/riscv64, linux/s390x, passed on 1 port');
  expect(headline(gridOf([placed('a', 'amd64', [ok('a')])]))).toBe('Go tests passed on 1 port');
});

describe('markdown', () => {
  test('a row per package, with what is special escaped', () => {
    const text = markdown(mixed);
    expect(text).toContain('| svc | example.com/svc/a | ✅ 3 passed, cached | ✅ 3 passed |  | ✅ 3 passed |\n');
    expect(text).toContain('| svc | example.com/svc | ✅ 3 passed | ❌ 2 of 3 failed |  | ❌ 2 of 3 failed |\n');
    expect(text).toContain('| lib | (the whole run) |  |  | ❌ not run |  |\n');
    expect(markdown(gridOf([placed('a|b', 'amd64', [ok('<x>')])]))).toContain('| a\\|b | &lt;x&gt; |');
  });

  test('a fence that its content cannot end', () => {
    expect(markdown(gridOf([placed('svc', 'arm64', [bad('svc', 'a\n````\nb\n')])]))).toContain(
      '`````text\na\n````\nb\n`````\n',
    );
  });

  test('never more bytes than the limit, and a word on what is left out', () => {
    const many = Array.from({ length: 40 }, (_, at) => bad(`example.com/é${at}`, 'é'.repeat(2_000)));
    const text = markdown(gridOf([placed('svc', 'arm64', many)]), 20_000);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(20_000);
    expect(text).toMatch(/\n3\d more failures do not fit here\.\n$/);
  });

  test('of a long output the end', () => {
    const output = Array.from({ length: 500 }, (_, at) => `line ${at}`).join('\n');
    const text = markdown(gridOf([placed('svc', 'arm64', [bad('svc', output)])]));
    expect(text).toContain('… the last lines of 500:\nline 440\n');
    expect(text).toContain('\nline 499\n');
  });
});

describe('annotations', () => {
  test('one for each failure, at its place in the workspace', () => {
    const title = 'TestSum/deep in example.com/svc%3A tests failed on linux/s390x%2C linux/arm64';
    expect(annotations(mixed.failures).split('\n')).toEqual([
      `::error file=svc/x_test.go,line=7,title=${title}::got 9 | want 2`,
      expect.stringMatching(/^::error title=lib%3A did not run .* on linux\/riscv64::No runner can execute it$/),
      '',
    ]);
  });

  test('what was printed cannot become a command of its own', () => {
    const { failures } = gridOf([placed('a', 'arm64', [bad('a\n::stop-commands::x', '100%\r\n::warning::y')])]);
    expect(annotations(failures).split('\n')).toHaveLength(2);
  });

  test('ten, as many as GitHub shows, and how many more there are', () => {
    const many = Array.from({ length: 13 }, (_, at) => bad(`p${at}`));
    const lines = annotations(gridOf([placed('svc', 'arm64', many)]).failures)
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual([...Array(10).fill('::error'), '::notice::3']);
  });
});

test('a known cause is told in each form, and a package that was run again is marked', () => {
  const diagnosis = { id: 'emulatorCrash', cause: 'The <emulator> crashed.', remedy: 'Use another.' };
  const crashed: PackageSummary = {
    ...ok('p'),
    outcome: 'crashed',
    failures: [{ test: 'TestA', output: 'signal: segmentation fault\n', diagnosis }],
  };
  const retries = [{ outcome: 'crashed' as const, diagnosis }];
  const grid = gridOf([placed('svc', 'arm64', [crashed, { ...ok('q'), retries }], { outcome: 'crashed' })]);
  expect(markdown(grid)).toContain('cause: The &lt;emulator&gt; crashed.\n\nremedy: Use another.\n\n```text\nsignal:');
  expect(markdown(grid)).toContain('| svc | q | ✅ 3 passed, run again |\n');
  expect(html(grid)).toContain(
    '<pre>   cause: The &lt;emulator&gt; crashed.\n   remedy: Use another.\n</pre><pre>signal:',
  );
  expect(annotations(grid.failures)).toContain('::The <emulator> crashed.\n');
});

test('the page is well-formed, whole, and escapes what tests printed', () => {
  const page = html(gridOf([placed('svc', 'arm64', [bad('svc', '<script>alert(1)</script>\u0000\u001b[31m')])]));
  expect(page).not.toContain('<script');
  const [, body] = /<body>([^]*)<\/body>/.exec(page)!;
  const root = parseXml(`<body>${body}</body>`);
  expect(all(root, 'div')).toHaveLength(2);
  expect(all(all(root, 'details')[0]!, 'pre').map(({ text }) => text)).toEqual(['<script>alert(1)</script>']);
  expect(page).toContain('❌ 2 of 3 failed');
});

test('a run that is refused though its tests passed is red, and says why', () => {
  const grid = gridOf([
    placed('svc', 'arm64', [ok('example.com/svc')], { outcome: 'setupFailed', reason: 'reads API_URL' }),
  ]);
  expect(headline(grid)).toBe('Go tests failed on linux/arm64');
  expect(grid.failures).toMatchObject([
    { project: 'svc', importPath: '', outcome: 'setupFailed', output: 'reads API_URL' },
  ]);
});

describe('coverage', () => {
  const measured = (project: string, port: string, ...lines: string[]): PlacedSummary => {
    const name = `${project}/${port}/cover.out`;
    const text = ['mode: set', ...lines].map((line) => `${line}\n`).join('');
    return {
      ...placed(project, port, [ok(`example.com/${project}`)]),
      profile: { name, profile: parseProfile(text, name) },
    };
  };
  const runs = [
    measured('svc', 'amd64', 'svc/a.go:1.1,2.2 3 1', 'svc/b_amd64.go:1.1,2.2 1 1'),
    measured('svc', 'arm64', 'svc/a.go:1.1,2.2 3 0', 'svc/b_arm64.go:1.1,2.2 4 0'),
    measured('lib', 'arm64', 'lib/a.go:1.1,2.2 2 1'),
    placed('old', 's390x', [ok('example.com/old')]),
  ];

  test('a row per project and one for all, a column for each port that was measured', () => {
    expect(coverageCells(gridOf(runs).coverage!)).toEqual([
      ['Coverage', 'linux/amd64', 'linux/arm64', 'all ports'],
      ['lib', '', '100.0%', '100.0%'],
      ['svc', '100.0%', '0.0%', '50.0%'],
      ['(all projects)', '100.0%', '22.2%', '60.0%'],
    ]);
  });

  test('it stands in Markdown and HTML', () => {
    expect(markdown(gridOf(runs))).toContain('| svc | 100.0% | 0.0% | 50.0% |\n');
    expect(html(gridOf(runs))).toContain('<td>svc</td><td>100.0%</td><td>0.0%</td><td>50.0%</td>');
  });

  test('one profile of all projects and ports', () => {
    expect([...mergedProfile(runs)!.blocks.values()].map(({ file, count }) => [file, count])).toEqual([
      ['svc/a.go', 1],
      ['svc/b_amd64.go', 1],
      ['svc/b_arm64.go', 0],
      ['lib/a.go', 1],
    ]);
  });

  test('where nothing was measured there is none', () => {
    expect(mixed).not.toHaveProperty('coverage');
    expect(mergedProfile([])).toBeUndefined();
  });
});

describe('results that prove nothing of the project as a whole', () => {
  const ran = { selected: { ran: 1, of: 2 } };
  const filter = { run: '^TestOther$', adHoc: true } as const;
  const filtered = {
    ...placed('svc', 'arm64', [{ ...ok('example.com/svc'), tests: tests(1), ...ran }], { filter }),
    standing: { kind: 'filtered' } as const,
  };
  const older = {
    ...placed('svc', 's390x', [ok('example.com/svc')]),
    standing: { kind: 'older', commit: 'abc1234567' } as const,
  };
  const oldFailure = {
    ...placed('svc', 'riscv64', [bad('example.com/svc')]),
    standing: { kind: 'older', commit: 'abc1234567' } as const,
  };
  const removed = { ...placed('svc', 'ppc64', [bad('example.com/svc')]), standing: { kind: 'removed' } as const };

  test.each([
    ['a filtered run', [filtered], "1 of 2 (run '^TestOther$')"],
    ['an older one', [older], 'older: abc1234'],
    ['one of a port that is no more', [removed], 'not in nx.json any more'],
  ])('%s is not called passed in any format', (_title, some, words) => {
    const grid = gridOf(some);
    const line = markdown(grid)
      .split('\n')
      .find((row) => row.startsWith('| svc |'));
    expect(line).toContain(`| – ${words} |`);
    expect(html(grid)).toContain(`– ${words}`);
    expect(JSON.stringify(grid)).toContain(words);
    expect(headline(grid)).toMatch(/^Go tests incomplete on linux\//);
    expect(headline(grid)).not.toContain('passed');
  });

  test('a failure stays one, unless its port is gone', () => {
    const grid = gridOf([oldFailure, removed, placed('svc', 'amd64', [ok('example.com/svc')])]);
    expect(markdown(grid)).toContain('❌ 2 of 3 failed, older: abc1234');
    expect(headline(grid)).toBe('Go tests failed on linux/riscv64, passed on 1 port, incomplete on linux/ppc64');
    expect(grid.failures.map(({ ports }) => ports)).toEqual([['linux/riscv64']]);
    expect(gridOf([removed]).outcome).toBe('noTests');
  });

  test.each<[object, string]>([
    [{ skip: 'Slow', short: true }, "3 tests (skip 'Slow', short)"],
    [{ packages: ['./a', './b'] }, '3 tests (packages ./a ./b)'],
    [{}, '3 tests (another selection than that of the target)'],
  ])('the words for filter %j', (own, words) => {
    const one = placed('svc', 'arm64', [ok('example.com/svc')], { filter: { ...own, adHoc: true } });
    expect(markdown(gridOf([{ ...one, standing: { kind: 'filtered' } }]))).toContain(`– ${words} |`);
  });
});
