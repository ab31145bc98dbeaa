import { RUNS_ON } from '../pinned';
import type { Provider } from './checked-options';
import type { PullRequest } from './test-script';

export interface ProviderFile {
  /** Folder of the templates. */
  readonly template: string;
  readonly folder: string;
  /** Where the provider reads one file only, its name; else `<slug>.yml`. */
  readonly fileName?: string;
  /** What it calls an amd64 machine. */
  readonly hostLabel: string;
}

export const PROVIDERS: Readonly<Record<Provider, ProviderFile>> = {
  github: { template: 'github', folder: '.github/workflows', hostLabel: RUNS_ON.amd64 },
  gitlab: { template: 'gitlab', folder: '.', fileName: '.gitlab-ci.yml', hostLabel: '' },
  circleci: { template: 'circleci', folder: '.circleci', fileName: 'config.yml', hostLabel: 'medium' },
  azure: { template: 'azure', folder: '.', fileName: 'azure-pipelines.yml', hostLabel: 'ubuntu-24.04' },
  'bitbucket-pipelines': { template: 'bitbucket', folder: '.', fileName: 'bitbucket-pipelines.yml', hostLabel: '' },
};

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
