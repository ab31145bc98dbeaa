import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { JsonText } from './json-text';

function edited(text: string, edit: (json: JsonText) => void): string {
  const tree = createTreeWithEmptyWorkspace({ formatter: 'none' } as Parameters<
    typeof createTreeWithEmptyWorkspace
  >[0]);
  tree.write('file.json', text);
  edit(new JsonText(tree, 'file.json'));
  return tree.read('file.json', 'utf8')!;
}

const PATH = ['a', 'b'];
const VALUE = { c: 1 };

test.each([
  ['one line', '{ "name": "x" }\n', '{ "name": "x", "a": { "b": { "c": 1 } } }\n'],
  ['one line, the object is there', '{ "a": {} }', '{ "a": { "b": { "c": 1 } } }'],
  ['nothing', '{}\n', '{\n  "a": {\n    "b": {\n      "c": 1\n    }\n  }\n}\n'],
  ['tabs and CRLF', '{\r\n\t"a": {}\r\n}\r\n', '{\r\n\t"a": {\r\n\t\t"b": {\r\n\t\t\t"c": 1\r\n\t\t}\r\n\t}\r\n}\r\n'],
  [
    'four blanks, with a comment in what is empty',
    '{\n    "a": { // mine\n    }\n}',
    '{\n    "a": { // mine\n        "b": {\n            "c": 1\n        }\n    }\n}',
  ],
  ['a comma at the end', '{\n  "x": [1],\n}', '{\n  "x": [1],\n  "a": {\n    "b": {\n      "c": 1\n    }\n  },\n}'],
])('what is added fits in: %s', (_title, before, after) => {
  expect(edited(before, (json) => json.set(PATH, VALUE))).toBe(after);
});

test.each([
  ['one line', '{ "name": "x" }\n'],
  ['one line, empty object', '{ "a": {}, "z": 1 }'],
  ['tabs and CRLF', '{\r\n\t"a": {},\r\n\t"z": [ 1,   2 ]\r\n}\r\n'],
  ['others in it', '{\n  "a": { "z": 1 } // z\n}\n'],
])('what is removed again leaves the text as it was: %s', (_title, text) => {
  const undone = edited(text, (json) => {
    const made = json.has(['a']) ? PATH : ['a'];
    json.set(PATH, VALUE);
    json.remove(made);
  });
  expect(undone).toBe(text);
});

test('the only item with a comma behind it, and a comment', () => {
  expect(edited('{ "a": [ /* list */ "x", ] }', (json) => json.pull(['a'], 'y'))).toBe('{ "a": [ /* list */ "x", ] }');
  expect(edited('{ "a": [ /* list */ "x", ] }', (json) => json.remove(['a', 0]))).toBe('{ "a": [ /* list */ ] }');
});

test('the first key', () => {
  const text = edited('{\n  "name": "x"\n}\n', (json) => json.set(['targets'], {}, true));
  expect(text).toBe('{\n  "targets": {},\n  "name": "x"\n}\n');
});
