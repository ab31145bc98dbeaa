# The program behind go test -exec. cmd/go asks a test binary for its log of inputs, and stores results, only when no
# exec program is in use (golang/go#27207); but it looks for testlog.txt beside the binary in any case.
#   $0 the identity of emulator and data files: here only to be in the key of the result cache of Go
#   $1 how many words of the command come before the test binary
# No single quote may occur here: the text travels inside one in the value of -exec.
before=$1
shift
count=$#
i=0
while [ "$i" -lt "$count" ]; do
  word=$1
  shift
  set -- "$@" "$word"
  [ "$i" -eq "$before" ] && set -- "$@" "-test.testlogfile=${word%/*}/testlog.txt"
  i=$((i + 1))
done
exec "$@"
