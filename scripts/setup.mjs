// Installs what is missing on this machine, and nothing else: QEMU user mode (a Debian package) and node_modules; with
// --e2e also what only the e2e suite needs: PRoot, strace, C cross compilers, podman, a static QEMU for containers; with --full
// more compilers and a second generation of QEMU for the slow tier.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fetchNextQemu, fetchStaticQemu } from './fetch-qemu.mjs';
import { has, must, outputOf, root, run } from './lib.mjs';

/** Debian 12's cross compilers for ports of Go: the target in GNU's words, and the port in Debian's. */
const COMPILERS = [
  ['aarch64-linux-gnu', 'arm64'],
  ['s390x-linux-gnu', 's390x'],
  ['riscv64-linux-gnu', 'riscv64'],
];
/** For the slow tier. */
const MORE_COMPILERS = [
  ['arm-linux-gnueabihf', 'armhf'],
  ['powerpc64le-linux-gnu', 'ppc64el'],
  ['mips64el-linux-gnuabi64', 'mips64el'],
];

checkNode();
checkGo();
installQemu();
installNodeModules();
if (process.argv.includes('--e2e')) {
  if (!has('proot')) install('PRoot', ['proot'], 'the e2e suite tests runner proot with it');
  if (!has('strace')) install('strace', ['strace'], 'the e2e suite traces native tests with it');
  if (process.argv.includes('--full') && !has('rsync'))
    install('rsync', ['rsync'], "the slow tier runs GitLab's jobs with it");
  installCompilers();
  installPodman();
  fetchStaticQemu();
  if (process.argv.includes('--full')) fetchNextQemu();
}

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) fail(`Node ${process.versions.node} is too old: nx-go-cross needs Node 20 or newer.`);
}

function checkGo() {
  const version = outputOf('go', ['env', 'GOVERSION']);
  if (version === undefined) fail('Go was not found on PATH: install Go 1.23 or newer.');
  const [, minor] = /^go1\.(\d+)/.exec(version) ?? [];
  if (minor !== undefined && Number(minor) < 23) fail(`${version} is too old: nx-go-cross needs Go 1.23 or newer.`);
}

function installQemu() {
  if (has('qemu-aarch64') || has('qemu-aarch64-static')) return;
  install('QEMU user mode', ['qemu-user'], 'foreign ports need it');
}

function installCompilers() {
  const wanted = process.argv.includes('--full') ? [...COMPILERS, ...MORE_COMPILERS] : COMPILERS;
  const missing = wanted.filter(([target]) => !has(`${target}-gcc`));
  const packages = missing.flatMap(([target, port]) => [`gcc-${target}`, `libc6-dev-${port}-cross`]);
  if (missing.length > 0) install('C cross compilers', packages, 'the e2e suite tests cgo with them');
}

function installPodman() {
  if (!has('podman')) install('podman', ['podman', 'crun'], 'the e2e suite tests containers with it');
}

/** --no-install-recommends: QEMU's recommended packages would register emulators in the host's binfmt_misc. */
function install(what, packages, why) {
  const words = ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages];
  const prefix = rootPrefix();
  if (!has('apt-get') || prefix === undefined) {
    const plain = words.filter((word) => !['-y', '-qq'].includes(word));
    const line = has('apt-get') ? `sudo ${plain.join(' ')}` : `what Debian calls ${packages.join(' ')}`;
    console.log(`Missing, and only root can install it: ${what} (${why}):\n  ${line}`);
    return;
  }
  console.log(`Installing ${what} (Debian: ${packages.join(' ')}) …`);
  const failure = apt([...prefix, ...words]);
  if (failure === undefined) return;
  // A fresh machine has no package lists yet.
  apt([...prefix, 'apt-get', 'update', '-qq']);
  if (apt([...prefix, ...words]) === undefined) return;
  console.log(`This could not be installed: ${what} (${why}).\n${failure}`);
}

/** What a command that failed said; undefined when it did not fail. */
function apt([command, ...args]) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stderr } = spawnSync(command, args, { env, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
  return status === 0 ? undefined : stderr;
}

/** The words that make a command run as root without asking; undefined when there is no such way. */
function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  return has('sudo') && run('sudo', ['-n', 'true'], { stdio: 'ignore' }) === 0 ? ['sudo', '-n'] : undefined;
}

function installNodeModules() {
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs && satisfies(installed)) return;
  console.log('Installing node_modules …');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  if (run('npm', ['ci', ...quiet], { stdio: 'ignore' }) === 0) return;
  console.log('npm ci refuses the lock (nx names optional packages that the registry lacks); using npm install.');
  must('npm', ['install', '--no-save', ...quiet], { stdio: ['ignore', 'ignore', 'inherit'] });
}

function satisfies(installed) {
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { packages } = JSON.parse(readFileSync(installed, 'utf8'));
  const names = Object.keys({ ...wanted.dependencies, ...wanted.devDependencies });
  return names.every((name) => packages[`node_modules/${name}`] !== undefined);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
