# Kills a process group when its owner cannot: $1 is the group, standard input a pipe that the owner holds.
#   SIGTERM   Nx cancels by signalling the leaves of its process tree first and everything above them up to 5 s
#             later. This script is a leaf on purpose, so the cancellation is known here at once.
#   EOF       the owner died (SIGKILL, crash).
#   "done"    the owner ended in an orderly way.
# $2, when given, is a scratch folder to remove after a kill. Exit code 0 after "done", 1 after a kill.
stop() {
  trap "" TERM INT HUP
  kill -s TERM -- "-$group" 2>/dev/null
  i=0
  while [ "$i" -lt 10 ] && kill -s 0 -- "-$group" 2>/dev/null; do
    sleep 0.1
    i=$((i + 1))
  done
  kill -s KILL -- "-$group" 2>/dev/null
  [ -n "$scratch" ] && rm -rf -- "$scratch"
  exit 1
}
group=$1
scratch=$2
trap stop TERM INT HUP
read -r word
[ "$word" = done ] && exit 0
stop
