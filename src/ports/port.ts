/**
 * A port: GOOS/GOARCH plus, optionally, one micro-architecture level.
 * `level` is the value of the one variable that belongs to the GOARCH (GOARM for arm, GOAMD64 for amd64, …).
 */
export interface Port {
  readonly goos: string;
  readonly goarch: string;
  readonly level?: string;
}
