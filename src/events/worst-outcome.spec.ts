import { isSuccess, worstOutcome, type Outcome } from '.';

test.each<[Outcome[], Outcome]>([
  [[], 'noTests'],
  [['noTests', 'passed'], 'passed'],
  [['passed', 'failed', 'unproven'], 'unproven'],
  [['failed', 'timedOut', 'vetFailed'], 'vetFailed'],
  [['buildFailed', 'setupFailed', 'crashed'], 'crashed'],
  [['crashed', 'infrastructure'], 'infrastructure'],
])('%j is %s', (outcomes, worst) => {
  expect(worstOutcome(outcomes)).toBe(worst);
  expect(worstOutcome(outcomes.toReversed())).toBe(worst);
});

test('only passed and noTests end well', () => {
  const all: Outcome[] = [
    'passed',
    'failed',
    'buildFailed',
    'vetFailed',
    'setupFailed',
    'noTests',
    'unproven',
    'timedOut',
    'crashed',
    'infrastructure',
  ];
  expect(all.filter(isSuccess)).toEqual(['passed', 'noTests']);
});
