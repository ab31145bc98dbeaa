const TEXT: Readonly<Record<string, string>> = {
  doctor: `nx-go-cross doctor [--port PORT]... [--json]
  What can run on this machine, how, and the one command that fixes each gap.
  Without --port: all linux ports and the wasm ports. Exit code 1 when a port that was asked for cannot run.
  Everything is found out anew, and what is kept between commands is put in order where it is damaged.`,
  'file-times': `nx-go-cross file-times
  For CI, after the checkout, which makes all times new: Go runs a test again when the time of a file that it read has
  changed. Gives every file that git tracks a time in the past that follows from its content, and every folder on the way
  to it a fixed one. Links are not followed; files that git does not track are left alone. Exit code 0 also where there is
  no git to ask: that costs time, and no result.`,
  ports: `nx-go-cross ports [--json]
  The ports of Go 1.26 with their levels, emulators and Docker platforms. Looks at nothing on this machine.`,
  probe: `nx-go-cross probe --port PORT... [--proved] [--json]
  Builds a small program for each port and runs it the way tests would be run.
  Exit code 1 when it does not run as that port. For CI: a registration that failed turns the job red here.
  --proved: also when it is not known which version of which emulator runs it, or whether its CPU can be chosen.`,
  report: `nx-go-cross report [--in DIR] [--out DIR] [--format html,md,json,cover,github] [--allow-empty]
  The results of all projects and ports as one table, with each failure once, and the coverage that was measured.
  Exit code 1 when a run failed, and, without --allow-empty, when there are no results.
  --in: where the results are, default dist/go-cross. --out: where report.html, report.md and report.json are written,
  default dist/go-cross/report. Format cover writes the cover profile of all ports together, cover.out. Format github
  prints annotations and appends to $GITHUB_STEP_SUMMARY. These two are not written by default.`,
};

const ABOUT = `A PORT is [goos/]goarch[/level]: arm64, linux/arm64, arm/6, amd64/v3, windows/amd64, wasip1/wasm.
Tests are run by Nx: nx run <project>:test-arm64.`;

/** Prints the usage of one command, or of all. */
export function help(name?: string): number {
  const one = name === undefined ? undefined : TEXT[name];
  process.stdout.write(`${one ?? Object.values(TEXT).join('\n\n')}\n\n${ABOUT}\n`);
  return 0;
}
