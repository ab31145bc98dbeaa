import { canRunNatively, formatPort, type Port } from '../ports';
import type { ContainerFacts, PortFacts } from '../host';
import { registerCommand } from './register-command';
import { emulatedPlan } from './emulated-plan';
import { registeredEmulation, unprovedCpu, unprovedRemedy, type Emulation } from './emulation';
import { describeFailure } from './probe-text';
import type { RunPlan, Support } from './run-plan';
import { installCommand } from '../emulation';

/**
 * A container engine runs the binary: on this machine, or in the virtual machine that engines have on other systems.
 * Foreign code in it needs a registered binfmt_misc on that machine.
 */
export function container(port: Port, facts: PortFacts): Support {
  const refuse = (reason: string, remedy?: string): Support => ({ ok: false, kind: 'container', reason, remedy });
  if (port.goos !== 'linux') return refuse(`containers run linux binaries, not ${formatPort(port)}`);
  if (facts.platform === 'win32')
    return refuse('containers cannot show the paths of Windows', 'Run Nx inside of WSL, where this is Linux.');
  const found = facts.container;
  if (found === undefined) return refuse('it was not tried');
  const { engine, platform, imageId, probe } = found;
  if (engine === undefined) return refuse(noEngine(found), engineRemedy(port, facts));
  if (platform === undefined) return refuse(`container images have no platform for ${formatPort(port)}`);
  if (found.dynamic && found.image === undefined) return refuse(...noLibrary(found, platform));
  if (imageId === undefined) return refuse(...noImage(found));
  if (probe === undefined || probe.outcome !== 'ran') {
    const detail = probe === undefined ? 'it was not tried' : describeFailure(probe);
    return refuse(
      `a ${platform} container of ${engine.path} did not run a probe binary: ${detail}`,
      whatHelps(port, found),
    );
  }
  const emulation = emulationOf(port, facts, found);
  const unproved = found.emulation?.cpuGap ?? (emulation && unprovedCpu(port, emulation));
  if (unproved !== undefined) return refuse(unproved, unprovedRemedy(port, facts));
  return { ok: true, plan: plan(port, facts, found, emulation) };
}

/** Undefined where the engine's machine runs the port by itself. */
function emulationOf(port: Port, { cpu }: PortFacts, { engine, emulation }: ContainerFacts): Emulation | undefined {
  const isForeign = canRunNatively({ goos: 'linux', goarch: engine!.goarch }, port) !== 'always';
  return isForeign ? registeredEmulation(emulation, cpu) : undefined;
}

function plan(port: Port, facts: PortFacts, found: ContainerFacts, emulation: Emulation | undefined): RunPlan {
  const { engine, imageName, imageId = '', start, platform = '', network } = found;
  const { path, version } = engine!;
  const why = `${path} ${version} runs ${platform} in a container of ${found.image ?? 'an empty image'}`;
  const base: RunPlan = emulation
    ? emulatedPlan('container', port, facts, { ...emulation, why, launch: [] })
    : { kind: 'container', why, launch: [], env: {}, emulated: false, identity: ['container'], notes: [] };
  return {
    ...base,
    container: { engine: path, start, image: imageName },
    identity: [...base.identity, platform, imageId, network],
  };
}

function noEngine({ dead }: ContainerFacts): string {
  if (dead.length === 0) return 'neither docker, podman nor nerdctl is on PATH';
  return dead.map(({ path, detail }) => `${path} does not answer: ${detail}`).join('; ');
}

function engineRemedy(port: Port, { container: found, installer }: PortFacts): string | undefined {
  if (found!.dead.length === 0) return installer && installCommand(installer, 'podman', port);
  return "Start the engine (Docker Desktop; 'podman machine start'; 'sudo systemctl start docker'), and see that this user may use it.";
}

function noLibrary({ engine }: ContainerFacts, platform: string): [reason: string, remedy: string] {
  return [
    'test binaries may need a C library (cgo is on), and the default image is empty',
    `Set 'cgo' to 'off' or 'static', or 'containerImage' to an image with a C library, for example: ` +
      `${engine!.path} pull --platform ${platform} debian:stable-slim`,
  ];
}

function noImage({ engine, image, imageName, platform }: ContainerFacts): [reason: string, remedy?: string] {
  if (image === undefined) return [`${engine!.path} could not make the empty image ${imageName}`];
  return [`${engine!.path} does not have the image ${image}`, `${engine!.path} pull --platform ${platform} ${image}`];
}

function whatHelps(port: Port, { engine, probe, image, platform }: ContainerFacts): string | undefined {
  const detail = probe?.outcome === 'failed' ? probe.detail : '';
  if (image !== undefined && /platform/.test(detail)) return `${engine!.path} pull --platform ${platform} ${image}`;
  const isForeign = canRunNatively({ goos: 'linux', goarch: engine!.goarch }, port) !== 'always';
  return isForeign ? registerCommand(port) : undefined;
}
