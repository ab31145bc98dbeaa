const words = (text: string) => text.split(' ');

/**
 * The variables by which qemu-user goes when it runs a program (QEMU's linux-user/main.c, arg_table, of 7.2 to 11): all of
 * them are in the keys of tests, since what a program sees or prints may depend on each.
 */
export const EMULATOR_VARIABLES: readonly string[] = [
  ...words('QEMU_CPU QEMU_LD_PREFIX QEMU_SET_ENV QEMU_UNSET_ENV QEMU_ARGV0 QEMU_UNAME QEMU_STACK_SIZE QEMU_GUEST_BASE'),
  ...words('QEMU_RESERVED_VA QEMU_PAGESIZE QEMU_ONE_INSN_PER_TB QEMU_SINGLESTEP QEMU_TB_SIZE QEMU_RAND_SEED'),
  ...words('QEMU_RTSIG_MAP QEMU_EXECVE QEMU_PLUGIN'),
  // These write, most of them into what the tests print.
  ...words('QEMU_STRACE QEMU_LOG QEMU_LOG_FILENAME QEMU_DFILTER QEMU_TRACE QEMU_PERFMAP QEMU_JITDUMP'),
];

/** The variables of the same table with which qemu-user runs no program, and what it does instead. */
export const NO_EMULATION: Readonly<Record<string, string>> = {
  QEMU_VERSION: 'prints its version and ends',
  QEMU_GDB: 'waits for a debugger',
};
