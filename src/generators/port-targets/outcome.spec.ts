import type { ShownPorts } from '../lib/shown-ports';
import { outcomeText } from './outcome';
import type { PortChange } from './port-change';

const change = (id: string) => ({ id }) as PortChange;
const changes = (remove: boolean, ports: string[], checkPorts: string[] = []) => ({
  ...{ ports: ports.map(change), checkPorts: checkPorts.map(change), remove },
});
const svc = (ports: string[], checkPorts: string[] = []): ShownPorts => ({
  name: 'svc',
  targets: [...ports.map((id) => `test-${id}`), ...checkPorts.map((id) => `check-${id}`)],
  ports: new Set(ports),
  checkPorts: new Set(checkPorts),
});

test.each<[string, ShownPorts, ReturnType<typeof changes>, string]>([
  ['added', svc(['arm64', 's390x']), changes(false, ['s390x']), 'Nx shows for svc: test-arm64, test-s390x.'],
  ['added to check', svc([], ['arm64']), changes(false, [], ['arm64']), 'Nx shows for svc: check-arm64.'],
  ['removed', svc(['arm64']), changes(true, ['s390x']), 'Nx shows for svc: test-arm64.'],
  ['the last removed', svc([]), changes(true, ['s390x']), 'Nx shows for svc: no target of nx-go-cross.'],
])('what Nx shows is said: %s', (_title, shown, asked, expected) => {
  expect(outcomeText(shown, asked)).toBe(expected);
});

test.each<[string, ShownPorts, ReturnType<typeof changes>, string]>([
  ['not there', svc(['arm64']), changes(false, ['s390x', 'arm64']), ' It has no target for s390x: either no Go file '],
  ['not there to check', svc(['arm64']), changes(false, [], ['arm64']), ' It has no target for arm64: '],
  ['still there', svc(['arm64']), changes(true, ['arm64']), ' It still has arm64: its project.json, '],
])('and what of it was not asked for: %s', (_title, shown, asked, expected) => {
  expect(outcomeText(shown, asked)).toContain(expected);
});
