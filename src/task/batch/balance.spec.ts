import { Balance } from './balance';

const TASKS = ['a:arm64', 'b:arm64', 'c:arm64', 'a:s390x', 'b:s390x', 'a:riscv64'];
const kindOf = (task: string) => task.split(':')[1]!;

/** What is started when so many run at once and the one that began first ends first. */
function order(tasks: readonly string[], singleFlight: number): string[] {
  const balance = new Balance(kindOf);
  const [waiting, running, started] = [[...tasks], [] as string[], [] as string[]];
  for (let task = balance.choose(waiting); task !== undefined; task = balance.choose(waiting)) {
    waiting.splice(waiting.indexOf(task), 1);
    started.push(task);
    running.push(task);
    balance.start(task);
    if (running.length === singleFlight) balance.end(running.shift()!);
  }
  return started;
}

test('kinds take turns, and within each the order stays', () => {
  expect(order(TASKS, 1)).toEqual(['a:arm64', 'a:s390x', 'a:riscv64', 'b:arm64', 'b:s390x', 'c:arm64']);
});

test('of two that run at once none is the first of a kind beside another of it', () => {
  expect(order(TASKS, 2).slice(0, 4)).toEqual(['a:arm64', 'a:s390x', 'a:riscv64', 'b:arm64']);
});

test('one kind alone', () => {
  expect(order(['b:arm64', 'a:arm64'], 2)).toEqual(['b:arm64', 'a:arm64']);
});

test('nothing to choose from', () => {
  expect(new Balance(kindOf).choose([])).toBeUndefined();
});
