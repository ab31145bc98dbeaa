// Installs what is missing on this machine, and nothing else: QEMU user mode (a Debian package) and node_modules.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { has, must, outputOf, root, run } from './lib.mjs';

checkNode();
checkGo();
installQemu();
installNodeModules();

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

/** --no-install-recommends: the recommended packages would register emulators in the host's binfmt_misc. */
function installQemu() {
  if (has('qemu-aarch64') || has('qemu-aarch64-static')) return;
  const install = ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'qemu-user'];
  const prefix = rootPrefix();
  if (!has('apt-get') || prefix === undefined) {
    const plain = install.filter((word) => !['-y', '-qq'].includes(word));
    const line = has('apt-get') ? `sudo ${plain.join(' ')}` : 'the package of QEMU user mode, often called qemu-user';
    console.log(`QEMU is missing, and only root can install it. Foreign ports need it:\n  ${line}`);
    return;
  }
  console.log('Installing QEMU user mode (Debian package qemu-user) …');
  const failure = apt([...prefix, ...install]);
  if (failure === undefined) return;
  // A fresh machine has no package lists yet.
  apt([...prefix, 'apt-get', 'update', '-qq']);
  if (apt([...prefix, ...install]) === undefined) return;
  console.log(`QEMU could not be installed; foreign ports will not run.\n${failure}`);
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
