import { AGENTS, RUNS_ON } from '../pinned';
import type { CheckedOptions, Provider } from './checked-options';
import type { PullRequest } from './test-script';

export interface ProviderFile {
  /** Folder of the templates. */
  readonly template: string;
  readonly folder: string;
  /** Where the provider reads one file only, its name; else `<slug>.yml`. */
  readonly fileName?: string;
  /** Of `<slug>`, default `yml`. */
  readonly extension?: string;
  /** What it calls an amd64 machine. */
  readonly hostLabel: string;
}

const PROVIDERS: Readonly<Record<Provider, ProviderFile>> = {
  github: { template: 'github', folder: '.github/workflows', hostLabel: RUNS_ON.amd64 },
  gitlab: { template: 'gitlab', folder: '.', fileName: '.gitlab-ci.yml', hostLabel: '' },
  circleci: { template: 'circleci', folder: '.circleci', fileName: 'config.yml', hostLabel: 'medium' },
  azure: { template: 'azure', folder: '.', fileName: 'azure-pipelines.yml', hostLabel: 'ubuntu-24.04' },
  'bitbucket-pipelines': { template: 'bitbucket', folder: '.', fileName: 'bitbucket-pipelines.yml', hostLabel: '' },
};

const NX_AGENTS: ProviderFile = {
  template: 'nx-agents',
  folder: '.nx/workflows',
  extension: 'yaml',
  hostLabel: AGENTS.resourceClass,
};

/** Where files of ours may be. */
export const ALL_FILES: readonly ProviderFile[] = [...Object.values(PROVIDERS), NX_AGENTS];

export function providerFileOf({ ci, distribute }: Pick<CheckedOptions, 'ci' | 'distribute'>): ProviderFile {
  return distribute === undefined ? PROVIDERS[ci] : NX_AGENTS;
}

/** GitHub needs none: nrwl/nx-set-shas looks for the commit. */
export function pullRequestOf(ci: Exclude<Provider, 'github'>, mainBranch: string): PullRequest {
  const mergeBase = (branch: string) => `$(git merge-base "origin/${branch}" HEAD)`;
  const all: Readonly<Record<typeof ci, PullRequest>> = {
    gitlab: { isOne: '[ -n "$CI_MERGE_REQUEST_DIFF_BASE_SHA" ]', base: '$CI_MERGE_REQUEST_DIFF_BASE_SHA' },
    circleci: { isOne: `[ "$CIRCLE_BRANCH" != "${mainBranch}" ]`, base: mergeBase(mainBranch) },
    azure: {
      isOne: '[ "$BUILD_REASON" = PullRequest ]',
      base: mergeBase('${SYSTEM_PULLREQUEST_TARGETBRANCH#refs/heads/}'),
    },
    'bitbucket-pipelines': {
      isOne: '[ -n "$BITBUCKET_PR_DESTINATION_BRANCH" ]',
      base: mergeBase('$BITBUCKET_PR_DESTINATION_BRANCH'),
    },
  };
  return all[ci];
}
