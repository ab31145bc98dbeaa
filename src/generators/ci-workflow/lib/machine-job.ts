import { machineMissing } from '../../errors';
import { shortPort } from '../../../ports';
import type { CheckedOptions, Provider } from './checked-options';
import type { Leg } from './leg';
import { emulatorOf, nativeMachineOf } from './machine';

/** A job of a provider whose files have no expressions: the machine is decided when the file is written. */
export interface MachineJob {
  /** The leg's id, with the shard's number where there are several. */
  readonly id: string;
  readonly port: string;
  readonly targets: string;
  readonly shard: number;
  readonly isEmulated: boolean;
  /** Of a native machine. */
  readonly label?: string;
}

/** What a provider calls its arm64 machines. */
const ARM64: Readonly<Partial<Record<Provider, string>>> = {
  gitlab: 'saas-linux-small-arm64',
  circleci: 'arm.medium',
};

/** All jobs. With `auto` arm64 is emulated: such a file cannot tell a fork from its origin. */
export function machineJobs(
  legs: readonly Leg[],
  options: CheckedOptions,
  labels: Readonly<Record<string, string>>,
): MachineJob[] {
  const nativeArm64 = options.nativeArm64 === 'auto' ? 'never' : options.nativeArm64;
  return legs.flatMap((leg) => {
    const native = nativeMachineOf(leg, { nativeArm64, labels, arm64Label: ARM64[options.ci] ?? '' });
    if (native?.label === '') throw machineMissing(leg.id, options.ci);
    const job = {
      port: shortPort(leg.port),
      targets: leg.targets.join(','),
      isEmulated: native === undefined && emulatorOf(leg).kind !== 'none',
      ...(native ? { label: native.label } : {}),
    };
    const shards = Array.from({ length: options.shards }, (_, index) => index + 1);
    return shards.map((shard) => ({ ...job, shard, id: options.shards > 1 ? `${leg.id}-${shard}` : leg.id }));
  });
}
