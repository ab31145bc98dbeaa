import { fileGlobs, folderGlob, foldersGlob, packageGlobs } from './globs';

const EXTENSIONS = '{go,s,S,sx,c,cc,cpp,cxx,m,h,hh,hpp,hxx,f,F,for,f90,swig,swigcxx,syso}';

test.each([
  [[], []],
  [['.'], ['']],
  [['a'], ['a/']],
  [['a/b/c'], ['a/b/c/']],
  [
    ['a', 'a/b'],
    ['a/', 'a/b/'],
  ],
  [['a/b/c', 'a/b'], ['a/{b/c,b}/']],
  [['libs/a', 'libs/ab', 'libs/b/c'], ['libs/{a,ab,b/c}/']],
  [['libs/x/a', 'libs/x/b'], ['libs/x/{a,b}/']],
  [
    ['.', 'libs/a', 'apps/a'],
    ['', 'libs/a/', 'apps/a/'],
  ],
  [['li[b]s/a', 'li[b]s/b,c'], ['li?b?s/{a,b?c}/']],
])('the folders %j are %j', (dirs, globs) => {
  expect(foldersGlob(dirs)).toEqual(globs);
});

test('what Go compiles is one glob for all folders, and one for the root', () => {
  expect(packageGlobs(['.', 'a', 'b/c'].map(folderGlob))).toEqual([
    `*.${EXTENSIONS}`,
    `a/*.${EXTENSIONS}`,
    `b/c/*.${EXTENSIONS}`,
  ]);
});

test('names that the same folders have share a glob', () => {
  const files = ['go.work', 'a/go.mod', 'b/go.mod', 'a/go.sum', 'b/go.sum', 'go.work.sum', 'a/vendor/modules.txt'];
  const globs = ['go.work', 'go.work.sum', 'a/{go.mod,go.sum}', 'b/{go.mod,go.sum}', 'a/vendor/modules.txt'];
  expect(fileGlobs(files)).toEqual(globs);
});

test('no glob begins and ends with a brace: Nx cuts such a one at its commas', () => {
  const dirs = ['.', 'a', 'b', 'a/x', 'b/y', 'c/d'];
  const globs = [
    ...packageGlobs(dirs.map(folderGlob)),
    ...fileGlobs(dirs.flatMap((dir) => [`${dir}/go.mod`, `${dir}/go.sum`])),
  ];
  expect(globs.filter((glob) => glob.startsWith('{'))).toEqual([]);
});
