import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MUTATIONS, type Mutation } from '../mutations/cases';
import { Fixture, PORTS, PROJECTS } from '../mutations/fixture';
import { REPOSITORY } from '../support/suite';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await Fixture.create();
});
afterAll(() => fixture.workspace.remove());
afterEach(() => fixture.undo());

const all = Object.values(MUTATIONS).flat();
const reasons = new Set(all.flatMap(({ needless }) => needless?.reason ?? []));

test('everything runs once and passes', async () => {
  const { ran, failed, output } = await fixture.run(PROJECTS);
  expect([ran.length, failed, failed.length > 0 ? output : '']).toEqual([PROJECTS.length * PORTS.length, [], '']);
});

test('with no edit, everything is a hit', async () => {
  expect((await fixture.run(PROJECTS)).ran).toEqual([]);
});

describe.each(Object.entries(MUTATIONS))('an edit %s', (_scope, mutations) => {
  test.each(mutations.map((mutation) => [mutation.title, mutation] as const))('%s', async (_title, mutation) => {
    const { seen, needless, breaks, only = PROJECTS } = mutation as Mutation;
    const expected = [...seen, ...(needless?.tasks ?? [])].sort();
    const failures = breaks ? [...seen].sort() : [];
    const env = mutation.env?.(fixture);
    if (mutation.given) {
      mutation.given(fixture);
      await fixture.run(only, env);
    }
    mutation.edit?.(fixture);
    const { ran, failed, all: tasks, output } = await fixture.run(only, env);
    expect({ ran, failed, why: failed.join() === failures.join() ? '' : output }).toEqual({
      ran: expected,
      failed: failures,
      why: '',
    });
    expect(tasks).toHaveLength(only.length * PORTS.length);
  });
});

test('every needless run has its reason in docs/cache.md', () => {
  const page = readFileSync(join(REPOSITORY, 'docs', 'cache.md'), 'utf8');
  for (const reason of reasons) expect(page).toContain(`### ${reason}\n`);
  expect([all.length >= 40, reasons.size <= 6]).toEqual([true, true]);
});
