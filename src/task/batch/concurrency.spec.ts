import { availableParallelism } from 'node:os';
import { concurrency } from './concurrency';

const processors = availableParallelism();
const of = (parallel?: unknown, env: NodeJS.ProcessEnv = {}) =>
  concurrency({ nxJsonConfiguration: { parallel } as never }, env);

test('as many as there are processors', () => {
  expect([of(), of(0), of(99), of('many')]).toEqual([processors, processors, processors, processors]);
});

test('fewer when nx.json or NX_PARALLEL allows fewer; NX_PARALLEL wins', () => {
  expect([of(1), of(undefined, { NX_PARALLEL: '1' }), of(99, { NX_PARALLEL: '1' })]).toEqual([1, 1, 1]);
  expect(of(1, { NX_PARALLEL: '99' })).toBe(processors);
});
