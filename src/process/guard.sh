# Ends a process group when its owner cannot. Standard input is a pipe that the owner holds; over it comes the group, as
# soon as there is one.
#   SIGTERM   Nx cancels by signalling the leaves of its process tree first and everything above them up to 5 s
#             later. This script is a leaf on purpose and passes the news on to the owner, which sees more than the
#             group: what left it too, as long as the parents of that live.
#   EOF       the owner died (SIGKILL, crash). The group is ended here, and the scratch folder $1, if any, removed.
#   "done"    the group has ended.
end_group() {
  trap "" TERM INT HUP
  [ -n "$group" ] && kill_group
  [ -n "$scratch" ] && rm -rf -- "$scratch"
}
kill_group() {
  kill -s TERM -- "-$group" 2>/dev/null
  i=0
  while [ "$i" -lt 3 ] && kill -s 0 -- "-$group" 2>/dev/null; do
    sleep 0.2
    i=$((i + 1))
  done
  kill -s KILL -- "-$group" 2>/dev/null
}
# A signal interrupts read, which then fails as it does at the end of the pipe.
next_word() {
  while signalled=; ! read -r word && [ -n "$signalled" ]; do :; done
}
scratch=$1
group=
trap "" PIPE
trap 'signalled=yes; echo signalled' TERM INT HUP
next_word
case $word in
*[0-9]*)
  group=$word
  next_word
  ;;
esac
[ "$word" = done ] || end_group
