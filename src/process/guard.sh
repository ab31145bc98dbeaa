# Ends process groups when their owner cannot. Standard input is a pipe that the owner holds.
#   SIGTERM   Nx cancels by signalling the leaves of its process tree first and everything above them up to 5 s
#             later. This script is a leaf on purpose and passes the news on to the owner, which sees more than the
#             groups: what left them too, as long as the parents of that live.
#   "+GROUP"  one more group to end, "-GROUP" one less.
#   EOF       the owner died (SIGKILL, crash). The groups are ended here, and the scratch folder $1, if any, removed.
#   "done"    there is nothing left to do.
scratch=$1
groups=
without() {
  kept=
  for group in $groups; do [ "$group" = "$1" ] || kept="$kept $group"; done
  groups=$kept
}
send() {
  for group in $groups; do kill -s "$1" -- "-$group" 2>/dev/null; done
}
any_runs() {
  for group in $groups; do kill -s 0 -- "-$group" 2>/dev/null && return; done
  return 1
}
end_groups() {
  send TERM
  i=0
  while [ "$i" -lt 3 ] && any_runs; do
    sleep 0.2
    i=$((i + 1))
  done
  send KILL
}
# A signal interrupts read, which then fails as it does at the end of the pipe.
next_word() {
  while signalled=; ! read -r word && [ -n "$signalled" ]; do :; done
}
trap "" PIPE
trap 'signalled=yes; echo signalled' TERM INT HUP
while next_word; do
  case $word in
  done) exit ;;
  +*) groups="$groups ${word#+}" ;;
  -*) without "${word#-}" ;;
  *) break ;;
  esac
done
trap "" TERM INT HUP
end_groups
[ -z "$scratch" ] || rm -rf -- "$scratch"
