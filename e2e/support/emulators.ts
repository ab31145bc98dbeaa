import type { Workspace } from './workspace';

/** PATH with an emulator of arm64 first that is the installed one, but says to be of another version. */
export function pathWithOtherEmulator(workspace: Workspace, version: string): string {
  const answer = `[ "$1" = --version ] && echo 'qemu-aarch64 version ${version} (another build)' && exit 0`;
  const tools = workspace.tool('qemu-aarch64', `${answer}\nexec /usr/bin/qemu-aarch64 "$@"`, `qemu-${version}`);
  return `${tools}:${process.env.PATH}`;
}
