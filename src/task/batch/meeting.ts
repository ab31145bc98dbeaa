import {
  apartEnd,
  differences,
  runShared,
  sharingKey,
  whyApart,
  type GoTests,
  type Participant,
  type SharedEnd,
  type SharingKey,
} from '../../gotest';
import type { Guard } from '../../process';
import type { Slots } from './slots';

interface Arrival {
  readonly participant: Participant;
  readonly resolve: (end: SharedEnd) => void;
  readonly reject: (error: unknown) => void;
}

/** The tasks of one kind that have been started and not yet come to their tests, and those that have. */
interface Gathering {
  readonly absent: Set<string>;
  arrivals: Arrival[];
}

/** What one task needs of it. */
export interface Place extends GoTests {
  /** The task will not come, or has nothing more to do. */
  readonly leave: () => void;
}

/**
 * Where the tasks of a batch wait for those that may share a `go test` with them: all of the same kind, such as the port,
 * that were started before the last of them arrives.
 */
export class Meeting {
  private readonly gatherings = new Map<string, Gathering>();

  constructor(
    private readonly slots: Slots,
    private readonly session: { readonly guard: Guard; readonly signal: AbortSignal },
  ) {}

  /** Announces a task. */
  expect(task: string, kind: string): Place {
    const gathering = this.gatherings.get(kind) ?? { absent: new Set(), arrivals: [] };
    this.gatherings.set(kind, gathering);
    gathering.absent.add(task);
    const gone = () => {
      if (gathering.absent.delete(task) && gathering.absent.size === 0) this.begin(kind, gathering);
    };
    const share = (participant: Participant) =>
      new Promise<SharedEnd>((resolve, reject) => {
        gathering.arrivals.push({ participant, resolve, reject });
        gone();
      });
    return { share, limit: (work) => this.slots.run(kind, work), leave: gone };
  }

  private begin(kind: string, gathering: Gathering): void {
    const { arrivals } = gathering;
    gathering.arrivals = [];
    try {
      this.beginGroups(kind, groupsOf(arrivals));
    } catch (error) {
      // Nobody else would ever hear of it.
      for (const { reject } of arrivals) reject(error);
    }
  }

  private beginGroups(kind: string, groups: readonly Group[]): void {
    const sizes = groups.map(({ arrivals }) => arrivals.length);
    const largest = groups[sizes.indexOf(Math.max(...sizes))];
    for (const { key, arrivals: members, why } of groups) {
      const [only] = members;
      if (members.length > 1) void this.run(kind, members);
      else only!.resolve(apartEnd(why ?? (key && whyAlone(key, largest?.key))));
    }
  }

  private async run(kind: string, members: readonly Arrival[]): Promise<void> {
    try {
      const participants = members.map(({ participant }) => participant);
      const ends = await this.slots.run(kind, () => runShared(participants, this.session));
      for (const { participant, resolve } of members) resolve(ends.get(participant.unit)!);
    } catch (error) {
      for (const { reject } of members) reject(error);
    }
  }
}

interface Group {
  readonly key?: SharingKey;
  readonly arrivals: Arrival[];
  readonly why?: string;
}

function groupsOf(arrivals: readonly Arrival[]): Group[] {
  const groups: Group[] = [];
  for (const arrival of arrivals) {
    const why = whyApart(arrival.participant.unit);
    if (why !== undefined) {
      groups.push({ arrivals: [arrival], why });
      continue;
    }
    const key = sharingKey(arrival.participant.unit);
    const { project } = arrival.participant.unit;
    const same = groups.find((group) => canTake(group, key, project));
    if (same) same.arrivals.push(arrival);
    else groups.push({ key, arrivals: [arrival] });
  }
  return groups;
}

/** One unit of a project: what its results depend on is in a variable by the project's name. */
function canTake({ key, arrivals }: Group, other: SharingKey, project: string): boolean {
  if (key === undefined || differences(key, other).length > 0) return false;
  return arrivals.every(({ participant }) => participant.unit.project !== project);
}

/** Undefined for one that has nobody to share with. */
function whyAlone(key: SharingKey, largest: SharingKey | undefined): string | undefined {
  if (largest === undefined || largest === key) return undefined;
  const names = differences(key, largest).slice(0, 3);
  if (names.length === 0) return 'another task of its project has a part in it';
  return `it differs from others of its port in ${names.join(', ')}`;
}
