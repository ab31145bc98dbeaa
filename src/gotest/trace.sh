# Starts a test binary so that its system calls, and those of its children, are logged beside its log of inputs.
#   $1 qemu: the emulator logs   or the path of strace   the rest: the command, with -test.testlogfile among its words
# Where no logs are kept nothing is traced. No single quote may occur here: the text travels inside one in the value of
# -exec.
tracer=$1
shift
log=
for word; do
  case $word in
    -test.testlogfile=*)
      log=${word#*=}
      break
      ;;
  esac
done
# The same place that testlog.sh takes, or the one that a binary without cmd/go was given.
case $log in
  */testlogs/*.log) log=${log%.log} ;;
  *)
    work=${log%/*}
    log=${work%/*/*}/testlogs/${work##*/}
    ;;
esac
[ -d "${log%/*}" ] || exec "$@"
if [ "$tracer" != qemu ]; then
  # The test binary stays the child of cmd/go, so that signals reach it. The filter lets other system calls run freely.
  exec "$tracer" -D -f --seccomp-bpf -y -qq -s 4096 -e trace=%file,fchdir -e signal=none -o "$log.strace" -- "$@"
fi
# A file per process, by its id: each process that an emulator begins empties its file first.
case $log in
  *%*) exec "$@" ;;
esac
export QEMU_STRACE=1 "QEMU_LOG_FILENAME=$log.%d.qemu"
exec "$@"
