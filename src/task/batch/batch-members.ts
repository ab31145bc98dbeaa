import type { Task } from '@nx/devkit';
import { BatchProgress } from '../../reports';
import { processStreams } from '../console/terminal';
import { Meeting } from './meeting';
import { runMember, type Member, type MemberResult } from './run-member';
import { Slots } from './slots';

/** What the tasks of a batch have in common. */
export interface BatchOptions extends Pick<Member, 'context' | 'kind' | 'guard' | 'cancellation'> {
  /** How many `go test` run at once, and how many tasks get ready for theirs. */
  readonly concurrency: number;
  readonly memberOf: (task: string) => { readonly task: Task; readonly schema: Member['schema'] };
  /** See Meeting. */
  readonly kindOf: (task: string) => string;
}

/** Returns a function that starts tasks. Those that it is given at once may share a `go test`. */
export function batchMembers({ concurrency, memberOf, kindOf, ...common }: BatchOptions) {
  const { signal } = common.cancellation;
  const meeting = new Meeting(new Slots(concurrency), { guard: common.guard, signal });
  const preparing = new Slots(concurrency);
  const progress = new BatchProgress(processStreams().out);
  const member = async (task: string, { leave, ...goTests }: ReturnType<Meeting['expect']>) => {
    const prepared = await preparing.take();
    try {
      if (signal.aborted) return neverBegun();
      return await runMember({ ...common, ...memberOf(task), place: { goTests, prepared, progress } });
    } finally {
      prepared();
      leave();
    }
  };
  return (tasks: readonly string[]): Promise<MemberResult>[] => {
    const places = tasks.map((task) => meeting.expect(task, kindOf(task)));
    return tasks.map((task, index) => member(task, places[index]!));
  };
}

function neverBegun(): MemberResult {
  const now = Date.now();
  return { success: false, terminalOutput: '', startTime: now, endTime: now };
}
