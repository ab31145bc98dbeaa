import type { RunPlan } from '../../runners';

/** How an executor differs from the others before its tests run, as values. */
export interface KindFacts {
  /** What comes before the port in the name of the folder with the results. */
  readonly folderPrefix: string;
  /** Whether the test binaries run: then Go may answer from its cache, and options select tests. */
  readonly runsTests: boolean;
  /** Whether dynamically linked binaries have to find the port's C library here. */
  readonly needsCLibrary: boolean;
  /** Whether the binaries may not depend on the folder that they are built in (`-trimpath`), unless the user says so. */
  readonly isReproducible: boolean;
  /** Whether coverage is written where it is on. */
  readonly writesCoverage: boolean;
  /** Option `vet` unless the user sets it; absent for Go's own default. */
  readonly vet?: 'all';
  /** The plan where no binary runs here; absent where the machine is asked for one. */
  readonly plan?: RunPlan;
  /** A folder beside the results that only this kind fills, and the name of a file by which it is known. */
  readonly folder?: { readonly name: string; readonly marker: string };
}
