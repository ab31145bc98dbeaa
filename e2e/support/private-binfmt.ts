const MAGIC =
  String.raw`\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\xb7\x00:` +
  String.raw`\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff`;

/** The line that makes an emulator that of arm64. */
export const registration = (interpreter: string) => `:x:M::${MAGIC}:${interpreter}:PF`;

/** The words that run a command with a registered binfmt_misc for arm64, in a mount and user namespace of its own. */
export function withRegisteredArm64(interpreter: string): string[] {
  const register =
    `mount -t binfmt_misc none /proc/sys/fs/binfmt_misc && ` +
    `printf '%s' '${registration(interpreter)}' > /proc/sys/fs/binfmt_misc/register && exec "$@"`;
  return ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', register, 'sh'];
}
