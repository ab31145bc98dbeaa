import { joinWords, splitWords } from './quoted';

test.each([
  [['a', 'b'], 'a b'],
  [['a b', ''], "'a b' ''"],
  [['"x"'], `'"x"'`],
  [["'x'"], `"'x'"`],
  [["it's"], "it's"],
  [["it's here"], `"it's here"`],
  [[`/it's/"x"`], `/it's/"x"`],
  [['say "x"'], `'say "x"'`],
])('%j are quoted as cmd/internal/quoted reads them: %s', (words, text) => {
  expect(joinWords(words)).toBe(text);
  expect(splitWords(text)).toEqual(words);
});

test.each([`it's "x"`, `"it's"`, `'"`])('%s cannot be told to Go, and that is said', (word) => {
  expect(() => joinWords([word])).toThrow('both kinds of quotes');
});

test('words as people write them', () => {
  expect(splitWords('  ccache\tgcc  -m64 ')).toEqual(['ccache', 'gcc', '-m64']);
  expect(splitWords('')).toEqual([]);
});
