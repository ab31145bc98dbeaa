// A machine on which emulators are registered, as docker/setup-qemu-action leaves it; nothing changes on this one.
import { outputOf, room } from '../../scripts/lib.mjs';

const TABLE = '/proc/sys/fs/binfmt_misc';

/** The words before a command. */
export function registered(ports) {
  const { binfmtRegistration } = room('emulation');
  const lines = Object.entries(ports).map(([goarch, qemu]) => {
    const path = outputOf('sh', ['-c', `command -v ${qemu}`]);
    if (path === undefined) throw new Error(`${qemu} is not on PATH.`);
    return `printf %s '${binfmtRegistration(goarch, path, 'PF')}' > ${TABLE}/register`;
  });
  const script = [`mount -t binfmt_misc none ${TABLE}`, ...lines, 'exec "$@"'].join('\n');
  return ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-ec', script, 'sh'];
}
