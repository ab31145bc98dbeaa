import { builtPatterns, listPackages, type TestUnit, type UnitRun } from '../../gotest';
import { formatPort, PORTS, type Port } from '../../ports';

/**
 * Whether Go found nothing to test because file names and build constraints leave all of a project out for this port. Go
 * itself is asked which other port there is something for: where there is none, as for want of a tag, it is a mistake, and
 * so it is where option `packages` names what is not there.
 */
export async function isNothingForPort(
  { run, unit, cancelled }: UnitRun,
  asked: string | readonly string[] = [],
): Promise<boolean> {
  if (run.packages.size > 0 || cancelled) return false;
  if (unit.binaries !== undefined) return unit.binaries.packages.length === 0;
  if ([asked].flat().some((pattern) => pattern !== './...')) return false;
  if (!run.text.some((line) => line.includes('matched no packages'))) return false;
  for (const port of otherPorts(unit.port)) if (await hasPackages(unit, port)) return true;
  return false;
}

function otherPorts({ goos, goarch }: Port): Port[] {
  const others = PORTS.filter((port) => port.goos !== goos || port.goarch !== goarch);
  // Most such packages are for one of these.
  const isCommon = (port: Port) => port.goos === 'linux' && ['amd64', 'arm64'].includes(port.goarch);
  return [...others.filter(isCommon), ...others.filter((port) => !isCommon(port))];
}

async function hasPackages(unit: TestUnit, { goos, goarch }: Port): Promise<boolean> {
  const env = { ...unit.env, CGO_ENABLED: '1' };
  const on = (packages: readonly string[]) => ({
    ...{ ...unit, env, port: { goos, goarch } },
    options: { ...unit.options, packages },
  });
  const built = await builtPatterns(on(unit.leftOut ?? []));
  if (built !== undefined && built.length > 0) return true;
  return (await listPackages(on(unit.options.packages), new AbortController().signal)).length > 0;
}

/** What is said of such a run, and how to have no target for it. */
export function nothingForPortText({ project, port }: Pick<TestUnit, 'project' | 'port'>): string {
  const text = formatPort(port);
  return (
    `Nothing for ${text}: file names and build constraints leave out every Go file of ${project}.\n` +
    `  To drop the port: nx g nx-go-cross:port-targets ${project} --ports=${text.replace(/^linux\//, '')} --remove\n`
  );
}
