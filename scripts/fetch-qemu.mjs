// Emulators that only the e2e suite needs, out of Debian's packages and not installed: an installed qemu-user-static would
// register itself in the host's binfmt_misc, and a machine has one qemu-user.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { has, outputOf, root, room } from './lib.mjs';

const CACHE = join(root, 'node_modules', '.cache', 'e2e');

/** A container has no libraries for a dynamically linked emulator. */
export function fetchStaticQemu() {
  const file = join(CACHE, 'qemu-aarch64-static');
  if (existsSync(file) || !has('podman') || !has('apt-get')) return;
  console.log('Fetching a static QEMU for containers (Debian: qemu-user-static, not installed) …');
  const failure = inFolder((folder) => {
    unpack(folder, 'qemu-user-static', []);
    renameSync(join(folder, 'all', 'usr', 'bin', 'qemu-aarch64-static'), file);
  });
  if (failure !== undefined) console.log(`It could not be fetched; foreign containers will not be tested.\n${failure}`);
}

/** A second generation of emulators beside the installed one. Debian 13 links them statically: they need no libraries. */
export function fetchNextQemu() {
  const target = join(CACHE, 'qemu-trixie');
  if (existsSync(target) || !has('apt-get')) return;
  console.log('Fetching the QEMU of Debian 13 (qemu-user, not installed) …');
  const failure = inFolder((folder) => {
    unpack(folder, 'qemu-user', sourceOptions(folder, 'trixie'));
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    const { EMULATED_GOARCHS, qemuName } = room('ports');
    for (const name of EMULATED_GOARCHS.map((goarch) => `qemu-${qemuName(goarch)}`)) {
      renameSync(join(folder, 'all', 'usr', 'bin', name), join(bin, name));
    }
    renameSync(bin, target);
  });
  if (failure !== undefined) console.log(`It could not be fetched; only one QEMU will be tested.\n${failure}`);
}

/** Gives a task a folder for as long as it takes. Returns why it failed; undefined when it did not. */
function inFolder(task) {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'fetch-'));
  try {
    task(folder);
    return undefined;
  } catch (error) {
    return error.message;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The content of a package, in `all` of the folder. */
function unpack(folder, name, options) {
  command(folder, 'apt-get', [...options, 'download', '-qq', name]);
  const deb = readdirSync(folder).find((file) => file.endsWith('.deb'));
  command(folder, 'dpkg-deb', ['--extract', deb, 'all']);
}

/** Another release of Debian, from where this machine has its own and under the same keys, with all state in the folder. */
function sourceOptions(folder, release) {
  const format = '$(REPO_URI) $(LABEL) $(COMPONENT)';
  const known = outputOf('apt-get', ['indextargets', '--format', format, 'Created-By: Packages']) ?? '';
  const debian = known.split('\n').find((line) => /^\S+ Debian main$/.test(line));
  if (debian === undefined) throw new Error('This machine has no package lists of Debian (apt-get update).');
  const list = join(folder, 'sources.list');
  writeFileSync(list, `deb ${debian.split(' ')[0]} ${release} main\n`);
  for (const name of ['lists', 'archives']) mkdirSync(join(folder, name, 'partial'), { recursive: true });
  const settings = {
    'Dir::Etc::SourceList': list,
    'Dir::Etc::SourceParts': '-',
    'Dir::State': folder,
    'Dir::State::lists': join(folder, 'lists'),
    'Dir::Cache': folder,
    'APT::Sandbox::User': 'root',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  command(folder, 'apt-get', [...options, 'update', '-qq']);
  return options;
}

function command(cwd, name, args) {
  const { status, stderr, error } = spawnSync(name, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0) throw new Error(`${name} ${args.join(' ')} failed: ${error?.message ?? stderr}`);
}
