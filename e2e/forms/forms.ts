/** Forms in which a workspace says options of inferred targets. */

const tags = (...list: string[]) => ({ options: { tags: list } });
const INTEGRATION = tags('integration');
const EXTRA = tags('...', 'extra');

export const PORTS = ['arm64', 's390x', 'riscv64'] as const;

/** What project.json says, by the project's name. */
export const PROJECTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  nothing: {},
  'by-name': { targets: { 'test-arm64': INTEGRATION, 'check-s390x': INTEGRATION, 'keep-riscv64': INTEGRATION } },
  'by-glob': { targets: { 'test-*': INTEGRATION } },
  'by-braces': { targets: { '{test,check}-{arm64,s390x}': INTEGRATION } },
  'no-glob': { targets: { 'test-arm6?': INTEGRATION } },
  'glob-of-nothing': { targets: { 'build-*': INTEGRATION } },
  'spread-in-list': { targets: { 'test-*': EXTRA } },
  'spread-last': { targets: { 'test-*': tags('extra', '...') } },
  'name-after-glob': { targets: { 'test-*': INTEGRATION, 'test-arm64': EXTRA } },
  'glob-after-name': { targets: { 'test-arm64': EXTRA, 'test-*': INTEGRATION } },
  'two-globs': { targets: { 'test-*': INTEGRATION, 'test-a*': EXTRA } },
  'spread-over-options': { targets: { 'test-*': { options: { tags: ['extra'], '...': true } } } },
  'spread-under-options': { targets: { 'test-*': { options: { '...': true, tags: ['extra'] } } } },
  'spread-in-spread': { targets: { 'test-*': { options: { '...': true, tags: ['...', 'extra'] } } } },
  'spread-in-target': { targets: { 'test-*': { dependsOn: [], '...': true, options: { tags: ['...', 'extra'] } } } },
  configurations: { targets: { 'test-*': { configurations: { ci: { tags: ['integration'] }, quick: {} } } } },
  'spread-in-configuration': { targets: { 'test-*': { configurations: { ci: { tags: ['...', 'extra'] } } } } },
  'spread-of-configurations': {
    targets: {
      'test-*': { configurations: { ci: { tags: ['extra'] }, '...': true, other: { tags: ['integration'] } } },
    },
  },
  'executor-repeated': { targets: { 'test-arm64': { executor: 'nx-go-cross:test', ...EXTRA } } },
  'executor-of-others': { targets: { 'test-arm64': { executor: 'nx:run-commands', options: { command: 'true' } } } },
  command: { targets: { 'test-arm64': { command: 'true' } } },
  packages: { targets: { 'test-*': { options: { packages: ['.'] } } } },
  'packages-by-token': { targets: { 'test-*': { options: { packages: ['../{projectName}/sub'] } } } },
  'two-tags-in-one': { targets: { 'test-*': tags('integration,extra') } },
  goflags: { targets: { 'test-*': { options: { env: { GOFLAGS: '-tags=integration' } } } } },
  'spread-in-env': { targets: { 'test-*': { options: { env: { '...': true, OTHER: '1' } } } } },
  'depends-on': { targets: { 'test-*': { dependsOn: ['generate'] } } },
  'spread-in-depends-on': { targets: { 'test-*': { dependsOn: ['...'] } } },
  'no-dependencies': { targets: { 'test-*': { dependsOn: [] } } },
  'base-dependencies': { targets: { 'test-*': { dependsOn: [], '...': true } } },
  tagged: { tags: ['scope:a', 'x'] },
  'in-package': { package: { 'test-*': EXTRA } },
  'in-both': { package: { 'test-*': INTEGRATION }, targets: { 'test-*': EXTRA } },
};

const filtered = (filter: unknown, rest: object) => ({ filter, ...rest });

interface NxForm {
  readonly targetDefaults?: Readonly<Record<string, unknown>>;
  readonly test?: Readonly<Record<string, unknown>>;
  /** Targets that may have more inputs than their tests reach, for a reason that docs/cache.md gives. */
  readonly wider?: RegExp;
}

/** What nx.json says. Each port has a form of its own. */
export const NX_JSON: Readonly<Record<string, NxForm>> = {
  'nothing but options of the plugin': { test: { tags: ['integration'], env: { GOFLAGS: '-tags=extra' } } },
  'names, globs and an empty entry': {
    targetDefaults: {
      'test-arm64': { ...EXTRA, dependsOn: ['generate'] },
      'test-*': INTEGRATION,
      'test-s*': {},
      'test-s39*': { options: { short: true } },
      'check-*': { ...INTEGRATION, configurations: { ci: { tags: ['extra'] } } },
      'test-riscv6?': EXTRA,
    },
    test: { tags: ['integration'] },
    // Two defaults for one target.
    wider: /:(test|keep)-arm64$/,
  },
  'the executor before the name': {
    targetDefaults: {
      'test-arm64': INTEGRATION,
      'nx-go-cross:test': {
        options: { short: true },
        dependsOn: ['^generate'],
        configurations: { ci: { tags: ['integration'] } },
      },
      'nx-go-cross:test-binaries': EXTRA,
    },
  },
  'an entry for another executor': {
    targetDefaults: {
      'test-arm64': { executor: 'nx:run-commands', options: { command: 'true', tags: ['integration'] } },
      'test-s390x': { executor: 'nx-go-cross:test', ...INTEGRATION },
      'test-*': { command: 'true' },
    },
    // They share their inputs with test targets that are no longer the plugin's.
    wider: /:keep-/,
  },
  'lists with filters': {
    targetDefaults: {
      'nx-go-cross:test': [filtered({ projects: ['by-name'] }, INTEGRATION)],
      'test-arm64': [
        filtered({ projects: ['tag:scope:*'] }, INTEGRATION),
        filtered({ projects: ['!by-*', 'by-glob'] }, EXTRA),
        filtered({ projects: ['svc/c*'] }, tags('integration')),
      ],
      'test-s390x': [
        filtered({ plugin: 'nx-go-cross' }, INTEGRATION),
        filtered({ executor: 'nx-go-cross:check' }, EXTRA),
        filtered({ projects: ['spread'] }, EXTRA),
      ],
      'test-*': [tags('integration'), EXTRA],
      'keep-*': [filtered({ projects: ['nobody'] }, INTEGRATION)],
      '*-arm64': INTEGRATION,
    },
  },
};

/** An entry of the plugin in nx.json. */
interface Entry {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

const entry = (ports: readonly string[], test: object = {}, rest: object = {}): Entry => ({
  options: { ports, test, ...rest },
});
const BARE = entry(PORTS);
const WITH_TAGS = entry(PORTS, INTEGRATION.options);
const FLAGS = { env: { GOFLAGS: '-tags=extra' } };

/** Entries that reach the same projects: Nx merges what they infer for one target. */
export const ENTRIES: Readonly<Record<string, readonly Entry[]>> = {
  'tags in the first': [WITH_TAGS, BARE],
  'tags in the last': [BARE, WITH_TAGS],
  'tags in the first, flags in the last': [WITH_TAGS, entry(PORTS, FLAGS)],
  'flags in the first, packages in the last': [entry(PORTS, FLAGS), entry(PORTS, { packages: ['.'] })],
  'tags that go on': [WITH_TAGS, entry(PORTS, EXTRA.options)],
  'an entry twice': [BARE, WITH_TAGS, BARE],
  'ports of each': [entry(['arm64'], INTEGRATION.options), entry(['s390x', 'riscv64'])],
  'test binaries of the first': [entry(['arm64'], FLAGS, { binariesTargetName: 'keep' }), entry(['arm64', 's390x'])],
  'some projects more than once': [
    { ...WITH_TAGS, exclude: ['svc/by-*/**'] },
    { ...BARE, include: ['svc/**/*', 'libs/always/*'] },
    { ...entry(['arm64'], FLAGS), include: ['svc/in-*/package.json', 'svc/nothing/go.mod'] },
  ],
};
