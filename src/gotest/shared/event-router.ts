import type { TestEvent } from '../../events';
import type { SharedPackage } from './group-packages';
import type { ShareSinks } from './shared-end';

/** One package while its events come in. */
interface Track {
  readonly sinks: ShareSinks;
  /** Not handed on yet: what is said before it is known whether the package could be built. */
  held: { readonly event: TestEvent; readonly raw: string }[];
  state: 'unseen' | 'started' | 'running' | 'ended' | 'refused';
  failed?: boolean;
  /** Milliseconds since 1970. */
  endedAt?: number;
}

/** `FAIL	p [build failed]`, as an event, and as text for what could not be set up before Go 1.24. */
const REFUSED = /^FAIL\t(\S+) \[(?:build|setup) failed\]\n?$/;
/** What cmd/go says about itself, and not about the build of a package. */
const OF_GO = /^(go: |warning: )/;

/** Hands each event of a `go test` to the unit whose package it is about. */
export class EventRouter {
  private readonly tracks = new Map<string, Track>();
  private readonly everyone = new Set<ShareSinks>();
  /** About packages of nobody here, and text of which nobody knows what it is about. */
  private readonly unowned: { readonly event: TestEvent; readonly raw: string }[] = [];
  private readonly texts: string[] = [];

  add(packages: readonly SharedPackage[], sinks: ShareSinks): void {
    this.everyone.add(sinks);
    for (const { importPath } of packages) this.tracks.set(importPath, { sinks, held: [], state: 'unseen' });
  }

  event(event: TestEvent, raw: string): void {
    if (event.Package === undefined) return this.build(event, raw);
    const track = this.tracks.get(event.Package);
    if (track === undefined) this.unowned.push({ event, raw });
    else if (track.state !== 'refused') this.ofPackage(track, event, raw);
  }

  text(line: string): void {
    const refused = this.tracks.get(REFUSED.exec(line)?.[1] ?? '');
    if (refused !== undefined) refuse(refused);
    else if (OF_GO.test(line)) for (const sinks of this.everyone) sinks.onText(line);
    else this.texts.push(line);
  }

  /** The stream is over. What nobody owns is for all, unless it may be about a build that is to be tried again. */
  end(): void {
    const tracks = [...this.tracks.values()];
    for (const track of tracks) if (track.state === 'started') release(track);
    if (tracks.some(({ state }) => state === 'refused')) return;
    for (const sinks of this.everyone) {
      for (const { event, raw } of this.unowned) sinks.onEvent(event, raw);
      for (const line of this.texts) sinks.onText(line);
    }
  }

  /** Those that did not get to run; where `go test` died, those that did not come to their end. */
  notRun(packages: readonly SharedPackage[], died = false): string[] {
    const states = died ? ['unseen', 'refused', 'started', 'running'] : ['unseen', 'refused'];
    const paths = packages.map(({ importPath }) => importPath);
    return paths.filter((path) => states.includes(this.tracks.get(path)!.state));
  }

  /** Whether anything failed, be it a build. */
  anyFailed(): boolean {
    return [...this.tracks.values()].some(({ failed, state }) => failed === true || state === 'refused');
  }

  /** Whether tests of one of them failed. */
  anyTestsFailed(packages: readonly SharedPackage[]): boolean {
    return packages.some(({ importPath }) => this.tracks.get(importPath)!.failed === true);
  }

  /** Milliseconds since 1970; undefined when none has ended. */
  lastEnd(packages: readonly SharedPackage[]): number | undefined {
    const ends = packages.flatMap(({ importPath }) => this.tracks.get(importPath)!.endedAt ?? []);
    return ends.length === 0 ? undefined : Math.max(...ends);
  }

  private ofPackage(track: Track, event: TestEvent, raw: string): void {
    if (track.state === 'unseen') {
      track.state = 'started';
      if (event.Action === 'start') return void track.held.push({ event, raw });
    }
    if (track.state === 'started') {
      // A test may print the same line. Of cmd/go it is the last before the end.
      if (isRefusalLine(event)) return void track.held.push({ event, raw });
      if (isRefusal(event, track)) return refuse(track);
      release(track);
    }
    track.sinks.onEvent(event, raw);
    if (event.Test !== undefined || !['pass', 'fail', 'skip'].includes(event.Action)) return;
    Object.assign(track, { state: 'ended', failed: event.Action === 'fail', endedAt: Date.now() });
  }

  private build(event: TestEvent, raw: string): void {
    const track = this.tracks.get(testedPackage(event.ImportPath ?? ''));
    if (track === undefined) this.unowned.push({ event, raw });
    else if (track.state === 'unseen' || track.state === 'started') track.held.push({ event, raw });
    else if (track.state !== 'refused') track.sinks.onEvent(event, raw);
  }
}

function release(track: Track): void {
  track.state = 'running';
  for (const { event, raw } of track.held) track.sinks.onEvent(event, raw);
  track.held = [];
}

function refuse(track: Track): void {
  track.state = 'refused';
  track.held = [];
}

function isRefusalLine({ Action, Package, Test, Output = '' }: TestEvent): boolean {
  return Action === 'output' && Test === undefined && REFUSED.exec(Output)?.[1] === Package;
}

function isRefusal({ Action, Test, FailedBuild }: TestEvent, { held }: Track): boolean {
  if (Action !== 'fail' || Test !== undefined) return false;
  return FailedBuild !== undefined || held.some(({ event }) => isRefusalLine(event));
}

/** A step of a build is `p`, `p.test`, `p [q.test]` or `p_test [p.test]`: the last two are for the tests in brackets. */
function testedPackage(step: string): string {
  const [, plain = '', tests] = /^(\S*)(?: \[(.*)\])?$/.exec(step) ?? [];
  return (tests ?? plain).replace(/\.test$/, '');
}
