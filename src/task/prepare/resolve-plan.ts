import { noFuzzing } from '../errors';
import { lastFlag } from '../../golang';
import type { Found, Resolved } from './resolved';
import { portEnv } from '../../ports';
import { buildShim, readGo } from '../../host';
import { cgoSetup } from './cgo-setup';
import type { NormalizedTestOptions } from '../options/normalize-options';
import { provePlan } from './prove-plan';
import { checkGoflags } from '../options/reserved-flags';
import { checkToolchain } from './check-toolchain';
import { resolveBinaries } from './resolve-binaries';
import { waitDelay } from '../../gotest';
import { timeLimit, type TimeLimit } from './time-limit';
import { goflagsOf, userFlags } from './user-flags';

/** Looks at the machine: Go, and a proven way to run the port. */
export async function resolvePlan(options: NormalizedTestOptions): Promise<Resolved> {
  const { binaries } = options;
  const found = await (binaries === undefined ? findGo(options) : resolveBinaries(options, binaries));
  const flags = userFlags(options, found);
  const isKept = binaries !== undefined || options.kind.folder !== undefined;
  if (isKept && lastFlag('fuzz', [...flags.inherited, ...flags.own]))
    throw noFuzzing('The flag -fuzz', 'test binaries');
  const limit = timeLimit(options, flags, found.plan.emulated);
  return { ...found, limit, outputWait: outputWait(limit), shim: await shimFor(options, found) };
}

async function findGo(options: NormalizedTestOptions): Promise<Found> {
  const { port, dir } = options;
  const env = { ...options.env, ...portEnv(port) };
  const go = await readGo(options.go, dir, env);
  await checkToolchain(options, go.version);
  checkGoflags(goflagsOf(options, { go }));
  const cgo = await cgoSetup(options, go, env);
  return { go, cgo, plan: options.kind.plan ?? (await provePlan(options, { go, cgo })) };
}

/** Where the time limit is stretched, so is cmd/go's wait for output after a binary's end, which is none of its code's. */
function outputWait({ flag = 0, unscaled }: TimeLimit): number | undefined {
  return unscaled === 0 || flag <= unscaled ? undefined : waitDelay(unscaled);
}

/** The shim is a program for Unix. */
async function shimFor({ port, dir, kind, ...options }: NormalizedTestOptions, { go, binaries }: Found) {
  if (binaries !== undefined || !kind.runsTests || process.platform === 'win32') return undefined;
  return buildShim(go, { ...options.env, ...portEnv(port) }, dir);
}
