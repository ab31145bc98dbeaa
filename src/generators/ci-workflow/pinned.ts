// Everything that a generated workflow takes from elsewhere, in one place. Checked on 2026-11-25: each is the newest
// version for which two or more independent public repositories name the same commit or digest beside the same version.

export interface Pin {
  readonly version: string;
  /** The full commit: a tag can be moved. */
  readonly sha: string;
}

export const ACTIONS = {
  'actions/cache': { version: 'v6.1.0', sha: '55cc8345863c7cc4c66a329aec7e433d2d1c52a9' },
  'actions/checkout': { version: 'v7.0.1', sha: '3d3c42e5aac5ba805825da76410c181273ba90b1' },
  'actions/download-artifact': { version: 'v8.0.2', sha: '9000827ccba6bdab643e8b6fd33ac0654aef8333' },
  'actions/setup-go': { version: 'v7.0.0', sha: 'b7ad1dad31e06c5925ef5d2fc7ad053ef454303e' },
  'actions/setup-node': { version: 'v7.1.0', sha: '949feb2413d6458794dcd2491c4babbbce0c15c1' },
  'actions/upload-artifact': { version: 'v7.0.2', sha: 'cf430e030ddbb5b0abf93d22962f4752f3646cd9' },
  'docker/setup-qemu-action': { version: 'v4.2.0', sha: '96fe6ef7f33517b61c61be40b68a1882f3264fb8' },
  'nrwl/nx-set-shas': { version: 'v5.0.1', sha: 'afb73a62d26e41464e9254689e1fd6122ee683c1' },
  'oven-sh/setup-bun': { version: 'v2.2.0', sha: '0c5077e51419868618aeaa5fe8019c62421857d6' },
  'pnpm/action-setup': { version: 'v6.1.0', sha: 'ea17c68df8912ef543352723c149a84f56e3d413' },
} as const satisfies Readonly<Record<string, Pin>>;

export type ActionName = keyof typeof ACTIONS;

/** Registers emulators in binfmt_misc. A version, not `latest`: QEMU 7 and a new kernel once broke every workflow. */
export const QEMU_IMAGE =
  'docker.io/tonistiigi/binfmt:qemu-v10.2.3@sha256:400a4873b838d1b89194d982c45e5fb3cda4593fbfd7e08a02e76b03b21166f0';

/** GitHub's machines. */
export const RUNS_ON = { amd64: 'ubuntu-24.04', arm64: 'ubuntu-24.04-arm' } as const;

/** For providers that run jobs in containers: Debian 13 has QEMU 10 and PRoot. */
export const CONTAINER_IMAGE = 'node:24-trixie';

/** Nx Cloud's machines: the steps and the image of its own launch templates (nrwl/nx-cloud-workflows, release v6). */
export const AGENTS = {
  steps: 'nrwl/nx-cloud-workflows/v6/workflow-steps',
  image: 'ubuntu22.04-node20.19-v2',
  resourceClass: 'docker_linux_amd64/large',
} as const;

/** Where the workspace does not say which. */
export const NODE_VERSION = '24';
export const PNPM_VERSION = '10';

/** The tree without files, which has this name in every git repository of GitHub. */
export const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
