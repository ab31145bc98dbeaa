import { atOnce } from './at-once';

test('who asks while it is being done gets the same; who asks later, a new one', async () => {
  let times = 0;
  const work = async () => ++times;
  expect(await Promise.all([atOnce('a', work), atOnce('a', work), atOnce('b', work)])).toEqual([1, 1, 2]);
  expect(await atOnce('a', work)).toBe(3);
});

test('a failure is that of all who asked, and is not kept', async () => {
  const fail = async () => {
    throw new Error('no');
  };
  const both = await Promise.allSettled([atOnce('a', fail), atOnce('a', fail)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await atOnce('a', async () => 'yes')).toBe('yes');
});
