import { withoutProject } from './go-modules';

test.each([
  ['no projects at all', ['go.mod', 'svc/go.mod'], [], ['.', 'svc']],
  ['a project of its own', ['svc/go.mod'], ['svc'], []],
  ['a project below, of the same module', ['svc/go.mod'], ['svc/cmd/a'], []],
  ['a name that only begins like it', ['svc/go.mod'], ['svc2'], ['svc']],
  ['a project above, which has other packages', ['svc/go.mod'], ['.'], ['svc']],
  ['one module for all', ['go.mod'], ['libs/a'], []],
])('modules without a project: %s', (_title, modules, roots, expected) => {
  expect(withoutProject(modules, roots)).toEqual(expected);
});
