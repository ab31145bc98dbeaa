import { execFileSync } from 'node:child_process';
import { STANDARD_PACKAGES } from './standard-packages';

test('the table is what `go list std` of Go 1.26 says', () => {
  const env = { ...process.env, GOWORK: 'off', GOFLAGS: '' };
  const listed = execFileSync('go', ['list', 'std'], { encoding: 'utf8', cwd: __dirname, env }).trim().split('\n');
  expect([...STANDARD_PACKAGES]).toEqual(listed.filter((path) => !/(^|\/)(internal|vendor)(\/|$)/.test(path)));
});
