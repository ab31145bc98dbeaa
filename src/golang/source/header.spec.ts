import { readHeader, type HeaderConstraint } from './header';

const P = 'package p\n';

test.each<[string, HeaderConstraint]>([
  [P, {}],
  [`//go:build linux\n\n${P}`, { goBuild: 'linux' }],
  [`//go:build linux\n${P}`, { goBuild: 'linux' }],
  [`  //go:build\tlinux && arm64  \r\n${P}`, { goBuild: 'linux && arm64' }],
  [`\ufeff//go:build linux\n${P}`, { goBuild: 'linux' }],
  [`//go:build\n${P}`, { goBuild: '' }],
  [`//go:buildlinux\n${P}`, {}],
  [`// go:build linux\n${P}`, {}],
  [`/* c */ //go:build linux\n${P}`, {}],
  [`/* c\n*/\n//go:build linux\n${P}`, { goBuild: 'linux' }],
  [`/*\n//go:build linux\n*/\n${P}`, {}],
  [`${P}//go:build linux\n`, {}],
  [`//go:build linux\n//go:build arm64\n${P}`, { goBuild: 'linux' }],
  [`// +build linux darwin\n// +build !arm64\n\n${P}`, { plusBuild: ['linux darwin', '!arm64'] }],
  [`//+build linux\n\n${P}`, { plusBuild: ['linux'] }],
  [`// +build\n\n${P}`, { plusBuild: [''] }],
  [`// +build linux\n${P}`, {}],
  [`// +build linux\n\n// +build arm64\n${P}`, { plusBuild: ['linux'] }],
  [`/* c */\n\n// +build linux\n\n${P}`, {}],
  [`// +buildings\n\n${P}`, {}],
  [`//go:build linux\n// +build arm64\n\n${P}`, { goBuild: 'linux' }],
  ['//go:build linux\n', { goBuild: 'linux' }],
])('%j', (text, expected) => {
  expect(readHeader(text)).toEqual(expected);
});
