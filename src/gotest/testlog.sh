# The program behind go test -exec. cmd/go asks a test binary for its log of inputs, and stores results, only when no
# exec program is in use (golang/go#27207); but it looks for testlog.txt beside the binary in any case.
#   $0 the name that the shell begins its messages with: src/diagnosis knows it
#   $1 the identity of emulator and data files: here only to be in the key of the result cache of Go
#   $2 how many words of the command come before the test binary
# No single quote may occur here: the text travels inside one in the value of -exec.
before=$2
shift 2
count=$#
i=0
while [ "$i" -lt "$count" ]; do
  word=$1
  shift
  set -- "$@" "$word"
  if [ "$i" -eq "$before" ]; then
    work=${word%/*}
    set -- "$@" "-test.testlogfile=$work/testlog.txt"
  fi
  i=$((i + 1))
done
# The work folder is gone after the test: a second name keeps the log, beside the name of the package folder. The
# place follows from the path of the binary, so that no word and no variable changes from run to run.
kept=${work%/*/*}/testlogs
if [ -d "$kept" ]; then
  kept=$kept/${work##*/}
  printf "%s\n" "$PWD" > "$kept.dir" && printf "" > "$work/testlog.txt" && ln "$work/testlog.txt" "$kept.log"
fi 2> /dev/null
# The tests get the GOTMPDIR of the user: the one of cmd/go would make the paths of t.TempDir longer.
if [ -n "${NX_GO_CROSS_TESTS_GOTMPDIR+set}" ]; then
  GOTMPDIR=$NX_GO_CROSS_TESTS_GOTMPDIR
  [ -n "$GOTMPDIR" ] || unset GOTMPDIR
  unset NX_GO_CROSS_TESTS_GOTMPDIR
fi
# A core file would lie among the sources, where it is an input of the next run. QEMU writes one of its own, too.
ulimit -S -c 0 2> /dev/null
# What waits for the output in the place of cmd/go, and is nothing to the tests. A shell starts the rest all the same: it
# says why something cannot be started.
if [ -n "${NX_GO_CROSS_RELAY-}" ]; then
  set -- "$NX_GO_CROSS_RELAY" "$NX_GO_CROSS_RELAY_WAIT" /bin/sh -c "exec \"\$@\"" "$0" "$@"
  unset NX_GO_CROSS_RELAY NX_GO_CROSS_RELAY_WAIT
fi
exec "$@"
