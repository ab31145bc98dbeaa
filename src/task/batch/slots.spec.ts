import { Slots } from './slots';

function stage(count: number) {
  const slots = new Slots(count);
  const running: string[] = [];
  const ends = new Map<string, () => void>();
  const begin = (name: string, kind = name.slice(0, 1)) =>
    slots.run(kind, () => {
      running.push(name);
      return new Promise<void>((resolve) => ends.set(name, resolve));
    });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const end = (name: string) => (ends.get(name)!(), settled());
  return { slots, running, begin, end, settled };
}

test('no more than so many at once, and of those that wait the kind of which the fewest run', async () => {
  const { running, begin, end, settled } = stage(2);
  for (const name of ['a1', 'a2', 'a3', 'b1']) void begin(name);
  await settled();
  expect(running).toEqual(['a1', 'a2']);
  await end('a1');
  expect(running).toEqual(['a1', 'a2', 'b1']);
  await end('a2');
  expect(running).toEqual(['a1', 'a2', 'b1', 'a3']);
});

test('a slot is given back once, and by work that throws', async () => {
  const { slots, running, begin, settled } = stage(1);
  const giveBack = await slots.take();
  giveBack();
  giveBack();
  await expect(slots.run('x', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  for (const name of ['a1', 'a2']) void begin(name);
  await settled();
  expect(running).toEqual(['a1']);
});
