import { bindMount } from './bind-mount';

test.each([
  ['/a/b', 'type=bind,source=/a/b,target=/a/b,readonly'],
  ['/a b/c:d', 'type=bind,source=/a b/c:d,target=/a b/c:d,readonly'],
  ['/a,b', 'type=bind,"source=/a,b","target=/a,b",readonly'],
  ['/a"b', 'type=bind,"source=/a""b","target=/a""b",readonly'],
])('%s', (path, line) => {
  expect(bindMount(path, path, 'readonly')).toEqual(['--mount', line]);
  expect(bindMount(path, path, 'writable')).toEqual(['--mount', line.replace(',readonly', '')]);
});
