import type { TaskGraph } from '@nx/devkit';
import { inDependencyOrder, type Ended } from './in-dependency-order';

interface Result {
  readonly success: boolean;
}

/** A graph out of lines such as `b: a`, with the form of Nx 22 and 23, or of Nx 24. */
function graphOf(lines: readonly string[], form: 'ids' | 'objects' = 'ids') {
  const pairs = lines.map((line) => {
    const [id = '', others = ''] = line.split(':');
    const ids = others.split(' ').filter(Boolean);
    return [id, form === 'ids' ? ids : ids.map((one) => ({ id: one }))] as const;
  });
  return {
    tasks: Object.fromEntries(pairs.map(([id]) => [id, { id }])),
    dependencies: Object.fromEntries(pairs),
  } as unknown as TaskGraph;
}

/** Tasks that end when they are told to, and what was started so far. */
function stage() {
  const ends = new Map<string, (result: Result) => void>();
  const started: (readonly string[])[] = [];
  return {
    started,
    run: (tasks: readonly string[]) => {
      if (tasks.length > 0) started.push(tasks);
      return tasks.map((task) => new Promise<Result>((resolve) => ends.set(task, resolve)));
    },
    end: (task: string, success = true) => ends.get(task)!({ success }),
  };
}

const kindOf = () => 'port';
const never = new AbortController().signal;

async function all(ended: AsyncGenerator<Ended<Result>>): Promise<string[]> {
  const found: string[] = [];
  for await (const one of ended) {
    found.push(`${one.task} ${'skipped' in one ? 'skipped' : one.result.success ? 'passed' : 'failed'}`);
  }
  return found;
}

const failing =
  (...names: string[]) =>
  (tasks: readonly string[]) =>
    tasks.map(async (task) => ({ success: !names.includes(task) }));

test('all that are ready are started at once, and each is reported as it ends', async () => {
  const { started, run, end } = stage();
  const ended = inDependencyOrder(graphOf(['a', 'b', 'c: b']), run, { signal: never, kindOf });
  const first = ended.next();
  expect(started).toEqual([['a', 'b']]);
  end('b');
  expect(await first).toMatchObject({ value: { task: 'b' } });
  const second = ended.next();
  expect(started).toEqual([['a', 'b'], ['c']]);
  end('a');
  expect(await second).toMatchObject({ value: { task: 'a' } });
  end('c', false);
  expect(await ended.next()).toMatchObject({ value: { task: 'c', result: { success: false } } });
  expect(await ended.next()).toMatchObject({ done: true });
});

test.each(['ids', 'objects'] as const)('a task waits for those it depends on, given as %s', async (form) => {
  const graph = graphOf(['c: b', 'b: a elsewhere', 'a'], form);
  const ended = await all(inDependencyOrder(graph, failing(), { signal: never, kindOf }));
  expect(ended).toEqual(['a passed', 'b passed', 'c passed']);
});

test('what depends on a failed task is skipped, the rest runs', async () => {
  const graph = graphOf(['a', 'b: a', 'c: b', 'd', 'e: d']);
  const ended = await all(inDependencyOrder(graph, failing('a'), { signal: never, kindOf }));
  expect(ended).toEqual(['a failed', 'd passed', 'e passed', 'b skipped', 'c skipped']);
});

test('tasks in a circle are reported, too', async () => {
  const ended = await all(inDependencyOrder(graphOf(['a: b', 'b: a']), failing(), { signal: never, kindOf }));
  expect(ended).toEqual(['a skipped', 'b skipped']);
});

test('after an abort nothing starts, and nothing is reported before all have ended', async () => {
  const { started, run, end } = stage();
  const controller = new AbortController();
  const ended = inDependencyOrder(graphOf(['a', 'b', 'c: a']), run, { signal: controller.signal, kindOf });
  let reported = false;
  const first = ended.next().then((one) => ((reported = true), one));
  controller.abort();
  end('a', false);
  await new Promise(setImmediate);
  expect(reported).toBe(false);
  end('b', false);
  expect(await first).toMatchObject({ value: { task: 'a' } });
  expect(await all(ended)).toEqual(['b failed', 'c skipped']);
  expect(started).toEqual([['a', 'b']]);
});

test('nothing is started when the abort came before', async () => {
  const { started, run } = stage();
  const ended = inDependencyOrder(graphOf(['a', 'b']), run, { signal: AbortSignal.abort(), kindOf });
  expect(await all(ended)).toEqual(['a skipped', 'b skipped']);
  expect(started).toEqual([]);
});

test('those of one kind are started one after the other', () => {
  const { started, run } = stage();
  const ended = inDependencyOrder(graphOf(['one a', 'one b', 'two a', 'two b']), run, {
    signal: never,
    kindOf: (task) => task.slice(-1),
  });
  void ended.next();
  expect(started).toEqual([['one a', 'two a', 'one b', 'two b']]);
});
