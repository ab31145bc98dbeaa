import { execFileSync } from 'node:child_process';
import { EMULATED_GOARCHS, qemuName } from '../ports';
import { emulationNotes, forEmulation, withoutEmptyQemu, withoutQemu } from './emulator-env';
import { findExecutable } from './find-executable';
import { EMULATOR_VARIABLES, NO_EMULATION } from '../emulation';

const NEVER = Object.keys(NO_EMULATION);
const ALL = [...EMULATOR_VARIABLES, ...NEVER];

test.each(EMULATED_GOARCHS)('every variable that QEMU of %s lists is known here', (goarch) => {
  const path = findExecutable([`qemu-${qemuName(goarch)}`], process.env, '/');
  if (path === undefined) return console.warn(`not tested: there is no emulator of ${goarch}`);
  const help = execFileSync('sh', ['-c', `${path} -h || true`], { encoding: 'utf8' });
  const listed = help.match(/\bQEMU_[A-Z0-9_]+/g)!;
  expect(listed).toContain('QEMU_VERSION');
  expect(listed.filter((name) => !ALL.includes(name))).toEqual([]);
});

test.each(ALL)('%s', (name) => {
  const isLeftOut = NEVER.includes(name);
  const env = { [name]: '1', HOME: '/h' };
  expect(forEmulation(env)).toEqual(isLeftOut ? { HOME: '/h' } : env);
  expect(emulationNotes(env)).toEqual(isLeftOut ? [expect.stringContaining(`${name} is left out: with it QEMU `)] : []);
  expect(withoutQemu(env)).toEqual({ HOME: '/h' });
  expect(withoutEmptyQemu({ [name]: '', EMPTY: '' })).toEqual({ EMPTY: '' });
});
