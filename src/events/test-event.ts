/** One line of `go test -json` (cmd/internal/test2json TestEvent and, since Go 1.24, cmd/go BuildEvent). */
export interface TestEvent {
  readonly Action: string;
  readonly Time?: string;
  readonly Package?: string;
  /** Set on build-output and build-fail: the ID of the build step, for example `p [p.test]`. */
  readonly ImportPath?: string;
  readonly Test?: string;
  readonly Elapsed?: number;
  readonly Output?: string;
  /** On a package's `fail` since Go 1.24: the ImportPath of the build step that failed. */
  readonly FailedBuild?: string;
  readonly Key?: string;
  readonly Value?: string;
  readonly Path?: string;
}
