import { runShared, type SharedEnd, type TestUnit } from '../../gotest';
import { NATIVE } from '../../events/testdata/places';
import { Meeting } from './meeting';
import { Slots } from './slots';

jest.mock('../../gotest', () => ({ ...jest.requireActual('../../gotest'), runShared: jest.fn() }));

const shared = jest.mocked(runShared);
beforeEach(() => {
  shared.mockReset();
  shared.mockImplementation(async (participants) => new Map(participants.map(({ unit }) => [unit, endOf(unit)])));
});

const endOf = ({ project }: TestUnit) => ({ apart: `shared ${project}` }) as unknown as SharedEnd;

function unitOf(project: string, rest: object = {}): TestUnit {
  const options = { packages: ['./...'], goFlags: [] };
  const plan = { kind: 'native', launch: [], env: {}, identity: [] };
  const base = {
    project,
    options,
    plan,
    env: {},
    port: { goos: 'linux', goarch: 'arm64' },
    shim: '/s',
    place: NATIVE,
    goMod: '/w/go.mod',
  };
  return { ...base, ...rest } as unknown as TestUnit;
}

function stage() {
  const session = { guard: undefined as never, signal: new AbortController().signal };
  const meeting = new Meeting(new Slots(1), session);
  const sinks = { onEvent: () => undefined, onText: () => undefined };
  const why = (end: Promise<SharedEnd>) => end.then(({ apart }) => apart);
  const expectAll = (...tasks: string[]) => tasks.map((task) => meeting.expect(task, 'arm64'));
  return {
    meeting,
    expectAll,
    arrive: (place: ReturnType<Meeting['expect']>, unit: TestUnit) => why(place.share({ unit, ...sinks })),
  };
}

const groups = () => shared.mock.calls.map(([participants]) => participants.map(({ unit }) => unit.project));

test('nobody starts before all have come or left', async () => {
  const { expectAll, arrive } = stage();
  const [a, b, c] = expectAll('a', 'b', 'c');
  const ends = [arrive(a!, unitOf('a')), arrive(b!, unitOf('b'))];
  await new Promise(setImmediate);
  expect(groups()).toEqual([]);
  c!.leave();
  expect(await Promise.all(ends)).toEqual(['shared a', 'shared b']);
  for (const place of [a, b, c]) place!.leave();
  expect(groups()).toEqual([['a', 'b']]);
});

test('one that is alone has nobody to share with, and is not told why', async () => {
  const { expectAll, arrive } = stage();
  const [a] = expectAll('a');
  expect(await arrive(a!, unitOf('a'))).toBeUndefined();
});

test.each<[string, object, string]>([
  [
    'a flag that nobody knows',
    { options: { packages: ['./...'], goFlags: ['-x'] } },
    'flag -x may be about one project',
  ],
  ['a relative path', { options: { packages: ['.'], goFlags: ['-ldflags=-L ../c'] } }, 'flag -ldflags may be'],
  ['GOFLAGS', { goflags: '-overlay=o.json' }, 'flag -overlay may be'],
  [
    'a folder of libraries',
    { options: { packages: ['.'], goFlags: ["-ldflags=-extldflags '-L./lib -lfoo'"] } },
    'flag -ldflags',
  ],
  ['the same without a dot', { goflags: "'-ldflags=-extldflags=-Llib'" }, 'flag -ldflags'],
  ['a library', { goflags: '-ldflags=-extldflags=lib/x.a' }, 'flag -ldflags'],
  ['CGO_LDFLAGS', { env: { CGO_LDFLAGS: '-L./lib -lfoo' } }, 'CGO_LDFLAGS may lead from its folder'],
  ['LIBRARY_PATH', { env: { LIBRARY_PATH: '/usr/lib:lib' } }, 'LIBRARY_PATH may lead'],
  ['a compiler', { env: { CC: './tools/cc' } }, 'CC may lead'],
  ['a pattern of elsewhere', { options: { packages: ['../b'], goFlags: [] } }, 'pattern ../b is not one of its folder'],
  ['a file', { options: { packages: ['./x_test.go'], goFlags: [] } }, 'pattern ./x_test.go'],
  ['failfast', { options: { packages: ['.'], goFlags: [], failfast: true } }, "option 'failfast'"],
  ['coverPkg', { options: { packages: ['.'], goFlags: [], coverPkg: ['./...'] } }, "option 'coverPkg'"],
  ['no module', { goMod: '/dev/null' }, 'it is in no module'],
  ['another main module', { goMod: '/w/c/go.mod' }, 'it differs from others of its port in the main module'],
  ['another environment', { env: { X: '1' } }, 'it differs from others of its port in variable X'],
  ['another option', { options: { packages: ['.'], goFlags: [], short: true } }, "in option 'short'"],
])('%s: runs apart, and says why', async (_title, rest, expected) => {
  const { expectAll, arrive } = stage();
  const [a, b, c] = expectAll('a', 'b', 'c');
  const ends = [arrive(a!, unitOf('a')), arrive(b!, unitOf('b')), arrive(c!, unitOf('c', rest))];
  expect(await Promise.all(ends)).toEqual(['shared a', 'shared b', expect.stringContaining(expected)]);
  expect(groups()).toEqual([['a', 'b']]);
});

test('a variable of the task alone keeps nobody apart', async () => {
  const { expectAll, arrive } = stage();
  const [a, b] = expectAll('a', 'b');
  const of = (name: string) => unitOf(name, { env: { NX_TASK_TARGET_PROJECT: name, LERNA_PACKAGE_NAME: name } });
  expect(await Promise.all([arrive(a!, of('a')), arrive(b!, of('b'))])).toEqual(['shared a', 'shared b']);
});

test('what cannot be started is the failure of all', async () => {
  const { expectAll, arrive } = stage();
  shared.mockRejectedValue(new Error('no container'));
  const [a, b] = expectAll('a', 'b');
  const ends = await Promise.allSettled([arrive(a!, unitOf('a')), arrive(b!, unitOf('b'))]);
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('a defect of ours is the failure of all, and keeps nobody waiting', async () => {
  const { expectAll, arrive } = stage();
  const [a, b] = expectAll('a', 'b');
  const ends = await Promise.allSettled([arrive(a!, unitOf('a')), arrive(b!, unitOf('b', { env: null }))]);
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test.each([
  { goFlags: ['-ldflags=-linkmode=external -extldflags=-static'] },
  { goFlags: ["-ldflags=-extldflags '-L/usr/lib -lfoo' -X main.version=1.0"] },
])('flags that say the same everywhere keep nobody apart: %j', async (rest) => {
  const { expectAll, arrive } = stage();
  const [a, b] = expectAll('a', 'b');
  const of = (name: string) => unitOf(name, { options: { packages: ['.'], ...rest } });
  expect(await Promise.all([arrive(a!, of('a')), arrive(b!, of('b'))])).toEqual(['shared a', 'shared b']);
});

test('two tasks of one project share no go test: one variable stands for the data of the project', async () => {
  const { expectAll, arrive } = stage();
  const places = expectAll('a', 'a again', 'b');
  const ends = ['a', 'a', 'b'].map((name, index) => arrive(places[index]!, unitOf(name)));
  expect(await Promise.all(ends)).toEqual(['shared a', 'another task of its project has a part in it', 'shared b']);
  expect(groups()).toEqual([['a', 'b']]);
});
