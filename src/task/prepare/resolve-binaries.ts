import { join } from 'node:path';
import { openBinaries } from '../../gotest';
import { ldPrefixOf, withoutGo, type GoFacts } from '../../host';
import type { CgoMode, CgoSetup } from './cgo-setup';
import type { NormalizedTestOptions } from '../options/normalize-options';
import { provePlan } from './prove-plan';
import type { Found } from './resolved';

/** Test binaries that exist, and a proven way to run them. Nothing asks for Go: their own probe is the proof. */
export async function resolveBinaries(options: NormalizedTestOptions, folder: string): Promise<Found> {
  const { project, port, root, built } = options;
  const binaries = openBinaries({ folder, root, project, port, options: built });
  const { manifest } = binaries;
  const go = withoutGo(manifest.go, folder);
  const cgo = linkedWith(manifest.cgo as CgoMode, options, go);
  const plan = await provePlan(options, { go, cgo, probe: join(folder, manifest.probe.file) });
  return { go, cgo, plan, binaries };
}

/** A dynamically linked binary needs the port's C library under emulation; no compiler is needed for it. */
function linkedWith(mode: CgoMode, { port, env }: NormalizedTestOptions, go: GoFacts): CgoSetup {
  const isHost = port.goos === go.hostGoos && port.goarch === go.hostGoarch;
  const prefix = mode === 'dynamic' && !isHost && !env.QEMU_LD_PREFIX ? ldPrefixOf(port) : undefined;
  return { mode, env: prefix === undefined ? {} : { QEMU_LD_PREFIX: prefix }, tags: [], notes: [] };
}
