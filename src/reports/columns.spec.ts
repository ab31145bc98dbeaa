import { fit } from './columns';

test.each([
  ['short', 5, 'short'],
  ['longer', 5, 'long…'],
  ['漢字漢字', 8, '漢字漢字'],
  ['漢字漢字', 7, '漢字漢…'],
  ['漢字漢字', 6, '漢字…'],
  ['a漢字', 4, 'a漢…'],
  ['🦤🦤🦤', 5, '🦤🦤…'],
  ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 3, '👩‍👩‍👧‍👦…'],
  ['e\u0301e\u0301e\u0301', 3, 'e\u0301e\u0301e\u0301'],
  ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
  ['tab\tand\nnewline\r', 20, 'tabandnewline'],
  ['\x1b[31mred\x1b[0m', 3, 'red'],
  ['', 0, ''],
])('%j in %d columns', (text, columns, fitted) => {
  expect(fit(text, columns)).toBe(fitted);
});
