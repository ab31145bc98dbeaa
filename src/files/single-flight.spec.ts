import { singleFlight } from './single-flight';

test('who asks while it is being done gets the same; who asks later, a new one', async () => {
  let times = 0;
  const work = async () => ++times;
  expect(await Promise.all([singleFlight('a', work), singleFlight('a', work), singleFlight('b', work)])).toEqual([
    1, 1, 2,
  ]);
  expect(await singleFlight('a', work)).toBe(3);
});

test('a failure is that of all who asked, and is not kept', async () => {
  const fail = async () => {
    throw new Error('no');
  };
  const both = await Promise.allSettled([singleFlight('a', fail), singleFlight('a', fail)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await singleFlight('a', async () => 'yes')).toBe('yes');
});
