import type { Row } from './row';

const SET = 'example.com/goflags/sees.Version';
const bare = (...values: string[]): Row[] => values.map((goflags) => ({ goflags }));

/** One row for each way in which GOFLAGS can matter: they run with every `npm test`. */
export const QUICK: readonly Row[] = [
  ...bare(`'-ldflags=-X ${SET}=1.2' --tags=a,b -test.short`, '-run=TestFirst|TestLong -count=2 -timeout=5m -json'),
  ...bare('-tags=fails -failfast -fullpath -v=false', '-coverpkg=./... -covermode=atomic -skip=TestLong', '-nosuch'),
  ...bare('-modfile=../outside/other.mod -overlay={outside}/overlay.json -deps'),
  {
    goflags: `'-ldflags=-X ${SET}=1.2' -tags=a -short -timeout=5m -run=TestFirst`,
    options: {
      ...{ tags: ['b'], short: false, timeout: '7m', run: 'TestLong', goFlags: [`-ldflags=-X ${SET}=2`] },
    },
  },
  { goflags: '-work', refused: '-work: ' },
];

/** What `go test` accepts in GOFLAGS (go help build, go help testflag), one by one. */
export const SINGLE: readonly Row[] = [
  ...bare('', '-short', '--short', '-test.short', '--test.short=true', '-short=false', '-short=T', '-short -short=0'),
  ...bare(
    '-short=maybe',
    '-run=TestFirst',
    '-test.run=TestFirst',
    '--run=TestSecond/one_two',
    "'-run=TestSecond/one two'",
  ),
  ...bare(
    '-run=',
    '-run',
    '-run=NoneOfThem',
    '-run=TestFirst -run=TestLong',
    '-skip=TestLong',
    '-skip=Test -test.skip=',
  ),
  ...bare('-count=1', '-count=2', '-test.count=2', '-count=-1', '-count=x', '-failfast -tags=fails', '-tags=fails'),
  ...bare(
    '-timeout=90s',
    '--test.timeout=90s',
    '-timeout=0',
    '-timeout=1s -tags=slow',
    '-timeout=soon',
    '-timeout=1h -timeout=2h',
  ),
  ...bare(
    '-tags=a',
    '-tags=a,b',
    "'-tags=a b'",
    '"-tags=\'a\' b"',
    '-tags=a -tags=b',
    '--tags=a',
    '-tags=',
    '-tags',
    '-tags=a,,b',
  ),
  ...bare(
    "'-tags=a,b c'",
    '-tags=badvet',
    '-tags=badvet -vet=off',
    '-vet=all',
    '-vet=printf',
    '-vet=nosuch',
    '-tags=nobuild',
  ),
  ...bare(`-ldflags=-X=${SET}=1`, `'-ldflags=-X ${SET}=1'`, `"-ldflags=-X '${SET}=a b' -s"`, `--ldflags=-X=${SET}=1`),
  ...bare(`-ldflags=-X=${SET}=1 -ldflags=-X=${SET}=2`, `-ldflags=-X=${SET}=1 -ldflags=example.com/goflags/other=-w`),
  ...bare(`'-ldflags=all=-X ${SET}=1'`, '-ldflags=-w', '-ldflags=-linkmode=internal', '-ldflags=-linkmode=external'),
  ...bare(
    "'-ldflags=-extldflags=-Wl,-z,now'",
    `'-ldflags=-linkmode external "-extldflags=-Wl,-z,now -Wl,-O1"'`,
    '-ldflags=-nosuch',
  ),
  ...bare(
    '-gcflags=-N',
    "'-gcflags=all=-N -l'",
    '-gcflags=-m',
    '-gcflags=-nosuch',
    '-asmflags=-trimpath',
    '-gccgoflags=-g',
  ),
  ...bare(
    '-buildmode=pie',
    '--buildmode=exe',
    '-buildmode=default',
    '-buildmode=nosuch',
    '-compiler=gc',
    '-compiler=nosuch',
  ),
  ...bare('-cover', '-cover=false', '-cover -cover=false', '-covermode=count', '-covermode=nosuch', '-coverpkg=./...'),
  ...bare('-coverpkg=example.com/goflags/sees', '-coverpkg=example.com/...', '-coverpkg=./... -cover=false'),
  ...bare(
    '-mod=mod',
    '-mod=readonly',
    '-mod=vendor',
    '-mod=nosuch',
    '-modfile={outside}/other.mod',
    '-modfile=../outside/other.mod',
  ),
  ...bare(
    '-modfile=nowhere.mod',
    '-overlay={outside}/overlay.json',
    '-overlay=../outside/overlay.json',
    '-overlay=nowhere.json',
  ),
  ...bare(
    '-pgo=off',
    '-pgo=auto',
    '-pgo=nowhere.pgo',
    '-trimpath',
    '-trimpath=false',
    '-buildvcs',
    '-buildvcs=false',
    '-buildvcs=auto',
  ),
  ...bare(
    '-shuffle=7',
    '-test.shuffle=7',
    '-shuffle=off',
    '-shuffle=x',
    '-parallel=1',
    '-cpu=1,2',
    '-test.cpu=1',
    '-cpu=x',
    '-p=1',
    '-p=0',
  ),
  ...bare(
    '-v',
    '-v=true',
    '-test.v',
    '-v=test2json',
    '-v=false',
    '-json',
    '-json=false',
    '-fullpath -tags=fails',
    '-x',
    '-work=false',
  ),
  ...bare('-bench=.  -benchtime=1x', '-bench=Larger -benchtime=1x -benchmem -run=^$', '-benchtime=1x', '-benchmem'),
  ...bare(
    '-fuzztime=1x',
    '-fuzzminimizetime=1x',
    '-installsuffix=x',
    '-linkshared=false',
    '-modcacherw',
    '-blockprofilerate=1',
  ),
  ...bare('-memprofilerate=1', '-mutexprofilefraction=1', '-outputdir=.', '-c=false', '-n=false'),
  // Flags of other commands, which `go test` passes over.
  ...bare('-m', '-deps', '-f={{.Dir}}', '-find', '-export', '-u', '-e', '-compiled', '-test'),
  // No flags.
  ...bare('-nosuch', '--nosuch=1', '---short', 'short', '-', '-=1', "'-tags=a", '-args', '-test.tags=a'),
  { goflags: '-race', only: { ports: ['amd64'] } },
  { goflags: '-race -covermode=set', only: { ports: ['amd64'] } },
  { goflags: '-race', refused: 'The race detector cannot run', only: { ports: ['arm64'], executors: ['test'] } },
];

/** What is refused by name. */
export const REFUSED: readonly Row[] = [
  { goflags: '-exec=true', refused: '-exec=true: ' },
  { goflags: '-c', refused: '-c: ' },
  { goflags: '-n', refused: '-n: ' },
  { goflags: '-o=x', refused: '-o=x: ' },
  { goflags: '-exec=', refused: '-exec=: ' },
  { goflags: '-list=', refused: '-list=: ' },
  { goflags: '-list=.', refused: '-list=.: ' },
  { goflags: '-test.list=.', refused: '-test.list=.: ' },
  { goflags: '-count=0', refused: '-count=0: ' },
  { goflags: '-test.count=00', refused: '-test.count=00: ' },
  { goflags: '-coverprofile=x', refused: '-coverprofile=x: ' },
  // `go env` itself refuses it where `go env -w` has written it.
  { goflags: '-C=..', refused: '-C' },
  { goflags: '-work', refused: '-work: ' },
  { goflags: '-fuzz=FuzzLarger', refused: 'needs Go', only: { executors: ['binaries'] } },
  { goflags: '-buildmode=c-archive', refused: '-buildmode=c-archive: ' },
];

/** With an option of the same meaning beside it. */
export const MERGED: readonly Row[] = [
  { goflags: '-tags=a', options: { tags: ['b', 'c'] } },
  { goflags: '-tags=a', options: { tags: [] }, flags: [] },
  { goflags: '-tags=a', options: { goFlags: ['-tags=b'] } },
  { goflags: '-tags=a', options: { tags: ['c'], goFlags: ['-tags=b'] } },
  { goflags: `-ldflags=-X=${SET}=1`, options: { goFlags: [`-ldflags=-X=${SET}=2`] } },
  { goflags: `-ldflags=-X=${SET}=1`, options: { goFlags: ['-ldflags=-w'] } },
  { goflags: `-ldflags=-X=${SET}=1`, options: { goFlags: [`-ldflags=example.com/goflags/other=-w`] } },
  { goflags: '-run=TestFirst', options: { run: 'TestLong' } },
  { goflags: '-run=TestFirst', options: { skip: 'TestFirst' } },
  { goflags: '-test.run=TestFirst', options: { run: 'TestLong' } },
  { goflags: '-skip=TestFirst', options: { skip: 'TestLong' } },
  { goflags: '-short', options: { short: false } },
  { goflags: '-test.short', options: { short: false } },
  { goflags: '-short=false', options: { short: true } },
  { goflags: '-short', options: { goFlags: ['-short=false'], short: true } },
  { goflags: '-timeout=5m', options: { timeout: '7m' } },
  { goflags: '-test.timeout=5m', options: { timeout: '7m' } },
  { goflags: '-timeout=5m', options: { goFlags: ['-timeout=8m'], timeout: '7m' } },
  { goflags: '-timeout=5m', options: { timeoutFactor: 10 } },
  { goflags: '-count=2', options: { count: 3 } },
  { goflags: '-shuffle=7', options: { shuffle: 'off' } },
  { goflags: '-failfast -tags=fails', options: { failfast: false } },
  { goflags: '-parallel=3', options: { parallel: 1 } },
  { goflags: '-cover', options: { cover: false } },
  { goflags: '-covermode=count', options: { cover: true } },
  { goflags: '-coverpkg=./...', options: { coverPkg: ['example.com/goflags/sees'] } },
  { goflags: '-bench=. -benchtime=1x', options: { bench: 'None' } },
  { goflags: '-vet=off -tags=badvet', options: { vet: 'printf' } },
  { goflags: '-trimpath', options: { goFlags: ['-trimpath=false'] } },
  { goflags: '-tags=a', options: { env: { GODEBUG: 'x509sha1=1' } } },
];

/** A row for C code, and what `go test` has to be told in the place of `cgo: static`. */
export interface CgoRow extends Row {
  readonly static: readonly string[] | { readonly refused: string };
}

const STATIC = '-extldflags=-static';
const TAGS = '-tags=netgo,osusergo';

export const CGO: readonly CgoRow[] = [
  { goflags: '', static: [TAGS, `-ldflags=${STATIC}`] },
  { goflags: '-tags=a,b', static: ['-tags=a,b,netgo,osusergo', `-ldflags=${STATIC}`] },
  { goflags: "'-tags=a b'", options: { tags: ['c'] }, static: ['-tags=c,netgo,osusergo', `-ldflags=${STATIC}`] },
  { goflags: '-tags=a', options: { goFlags: ['-tags=b'] }, static: ['-tags=b,netgo,osusergo', `-ldflags=${STATIC}`] },
  { goflags: `'-ldflags=-X ${SET}=1.2'`, static: [TAGS, `-ldflags=-X ${SET}=1.2 ${STATIC}`] },
  { goflags: `"-ldflags=-X '${SET}=a b' -linkmode=external"`, static: [TAGS, `-ldflags=-X '${SET}=a b' ${STATIC}`] },
  {
    goflags: `'-ldflags=-X ${SET}=1 "-extldflags=-Wl,-z,now -Wl,-O1"'`,
    static: [TAGS, `-ldflags=-X ${SET}=1 '-extldflags=-Wl,-z,now -static'`],
  },
  {
    goflags: `'-ldflags=example.com/goflags/sees=-X ${SET}=1'`,
    options: { goFlags: ['-ldflags=example.com/goflags/other=-w'] },
    static: [TAGS, `-ldflags=${STATIC}`, `-ldflags=example.com/goflags/sees=-X ${SET}=1 ${STATIC}`],
  },
  { goflags: '-short -run=TestLong -timeout=5m -trimpath', static: [TAGS, `-ldflags=${STATIC}`] },
  { goflags: '-buildmode=exe', static: [TAGS, `-ldflags=${STATIC}`] },
  { goflags: '-cover -count=1', static: [TAGS, `-ldflags=${STATIC}`] },
  { goflags: '-buildmode=pie', static: { refused: '-buildmode=pie in GOFLAGS' } },
  { goflags: '-ldflags=-linkmode=internal', static: { refused: '-ldflags=-linkmode=internal in GOFLAGS' } },
];
