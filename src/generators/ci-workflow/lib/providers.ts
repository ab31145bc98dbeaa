import { RUNS_ON } from '../pinned';
import type { Provider } from './checked-options';

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
