import { Workspace } from './workspace';

/** A project with a test that passes on the ports of LEGS. */
export const LEGS = ['amd64', 'arm64', 's390x'];

export const PROJECT = {
  'package-lock.json': { name: 'template', lockfileVersion: 3, packages: {} },
  'nx.json': {
    analytics: false,
    neverConnectToCloud: true,
    defaultBase: 'main',
    plugins: [{ plugin: 'nx-go-cross', options: { ports: LEGS } }],
  },
  'svc/go.mod': 'module example.com/svc\n\ngo 1.23\n',
  'svc/project.json': { name: 'svc' },
  'svc/svc.go': 'package svc\n',
  'svc/svc_test.go': 'package svc\n\nimport "testing"\n\nfunc TestEverywhere(t *testing.T) {}\n',
};

/** In the place of svc_test.go. */
export const BROKEN_ON_ARM64 = `package svc

import (
	"runtime"
	"testing"
)

func TestEverywhere(t *testing.T) {
	if runtime.GOARCH == "arm64" {
		t.Fatal("broken on arm64")
	}
}
`;

/** A workspace in a git repository, on branch main. */
export async function ciRepository(): Promise<Workspace> {
  const workspace = await Workspace.create();
  for (const [name, value] of [
    ['user.name', 'e2e'],
    ['user.email', 'e2e@example.com'],
    ['uploadpack.allowFilter', 'true'],
    ['uploadpack.allowAnySHA1InWant', 'true'],
  ]) {
    await workspace.must(['git', 'config', name!, value!]);
  }
  await workspace.must(['git', 'checkout', '-q', '-b', 'main']);
  return workspace;
}

/** Writes files and commits everything; returns the commit. */
export async function commit(workspace: Workspace, files: Readonly<Record<string, unknown>>): Promise<string> {
  for (const [file, content] of Object.entries(files)) workspace.write(file, content);
  await workspace.must(['git', 'add', '-A']);
  await workspace.must(['git', 'commit', '-q', '--allow-empty', '-m', 'change']);
  return (await workspace.run(['git', 'rev-parse', 'HEAD'])).stdout.trim();
}
