// Installs what is missing on this machine, and nothing else: QEMU user mode (a Debian package) and node_modules.
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
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', 'qemu-user'];
  const prefix =
    process.getuid?.() === 0 ? [] : outputOf('sudo', ['-n', 'true']) === undefined ? undefined : ['sudo', '-n'];
  if (!has('apt-get') || prefix === undefined) {
    console.log(
      `QEMU is missing and cannot be installed from here. Run this, then start again:\n  sudo ${install.join(' ')}`,
    );
    return;
  }
  console.log('Installing QEMU user mode (Debian package qemu-user) …');
  const apt = (...args) =>
    run(prefix[0] ?? args[0], [...prefix.slice(1), ...(prefix.length > 0 ? args : args.slice(1))]);
  if (apt(...install, '-qq') !== 0) {
    apt('apt-get', 'update', '-qq');
    if (apt(...install, '-qq') !== 0) console.log('QEMU could not be installed; foreign ports will not run.');
  }
}

function installNodeModules() {
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs && satisfies(installed)) return;
  console.log('Installing node_modules …');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  if (run('npm', ['ci', ...quiet], { stdio: 'ignore' }) === 0) return;
  console.log('npm ci refuses the lock (nx names optional packages that the registry lacks); using npm install.');
  must('npm', ['install', '--no-save', ...quiet]);
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
