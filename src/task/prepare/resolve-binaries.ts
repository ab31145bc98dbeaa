import { otherGoflags } from '../errors';
import { formatFlag, type GoFlag, isBuilding, lastFlag, parseFlags, parseGoflags } from '../../golang';
import { join } from 'node:path';
import { type BinarySet, openBinaries } from '../../prebuilt';
import { ldPrefixOf, withoutGo, type GoFacts } from '../../host';
import { isHostPort } from '../../ports';
import type { CgoMode, CgoSetup } from './cgo-setup';
import type { NormalizedTestOptions } from '../options/normalize-options';
import { provePlan } from './prove-plan';
import { checkGoflags } from '../options/reserved-flags';
import type { Found } from './resolved';
import { goflagsOf, userFlags } from './user-flags';

/** Test binaries that exist, and a proven way to run them. Nothing asks for Go: their own probe is the proof. */
export async function resolveBinaries(options: NormalizedTestOptions, folder: string): Promise<Found> {
  const { project, port, root, built } = options;
  const binaries = openBinaries({ folder, root, project, port, options: built });
  const { manifest } = binaries;
  const go = withoutGo(manifest.go, folder);
  const goflags = goflagsOf(options, { go });
  checkGoflags(goflags);
  checkBuiltWith(binaries, parseGoflags(goflags));
  const { inherited, own } = userFlags(options, { go, binaries });
  const isPie = lastFlag('buildmode', [...inherited, ...own]) === 'pie';
  const cgo = linkedWith(manifest.cgo as CgoMode, isPie, options, go);
  const plan = await provePlan(options, { go, cgo, probe: join(folder, manifest.probe.file) });
  return { go, cgo, plan, binaries };
}

/**
 * A dynamically linked binary needs the port's C library under emulation, and so does a position-independent one without
 * cgo; no compiler is needed for it.
 */
function linkedWith(mode: CgoMode, isPie: boolean, { port, env }: NormalizedTestOptions, go: GoFacts): CgoSetup {
  const isDynamic = isPie || mode === 'dynamic';
  const prefix = isDynamic && !isHostPort(port, go) && !env.QEMU_LD_PREFIX ? ldPrefixOf(port) : undefined;
  return { mode, env: prefix === undefined ? {} : { QEMU_LD_PREFIX: prefix }, tags: [], notes: [] };
}

/** What GOFLAGS says of a build must agree with the one that was, unless options said more there. */
function checkBuiltWith({ folder, manifest: { goflags, options } }: BinarySet, now: readonly GoFlag[]): void {
  // Who built them did not say.
  if (goflags === undefined) return;
  const built = parseFlags(goflags);
  const said = Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : name.toLowerCase()));
  const decided = new Set([...said, ...parseFlags(options.goFlags ?? []).map(({ name }) => name)]);
  const isAlike = ({ name }: GoFlag) => decided.has(name) || lastFlag(name, now) === lastFlag(name, built);
  const other = now.filter(isBuilding).find((one) => !isAlike(one));
  if (other === undefined) return;
  throw otherGoflags(
    folder,
    formatFlag(other),
    goflags.filter((word) => parseFlags([word])[0]?.name === other.name),
  );
}
