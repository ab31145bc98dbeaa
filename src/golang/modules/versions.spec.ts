import { compareVersions, highest } from './versions';

test('versions in ascending order', () => {
  const ascending = [
    ...['v0.0.0-20230101000000-aaaaaaaaaaaa', 'v0.0.0', 'v0.9.0', 'v0.10.0', 'v1.0.0-alpha', 'v1.0.0-alpha.1'],
    ...[
      'v1.0.0-alpha.beta',
      'v1.0.0-beta.2',
      'v1.0.0-beta.11',
      'v1.0.0-rc.1',
      'v1.0.0',
      'v1.2.3',
      'v2.0.0+incompatible',
    ],
  ];
  for (const [index, version] of ascending.entries()) {
    for (const [other, against] of ascending.entries()) {
      expect([version, against, Math.sign(compareVersions(version, against))]).toEqual([
        version,
        against,
        Math.sign(index - other),
      ]);
    }
  }
});

test('the highest of those that are there', () => {
  expect(highest([undefined, 'v1.9.0', 'v1.10.0', undefined])).toBe('v1.10.0');
  expect(highest([undefined])).toBeUndefined();
});
