# Ends process groups and removes folders when their owner cannot. Standard input is a pipe that the owner holds.
#   SIGTERM   Nx cancels by signalling the leaves of its process tree first and everything above them up to 5 s
#             later. This script is a leaf on purpose and passes the news on to the owner, which sees more than the
#             groups: what left them too, as long as the parents of that live.
#   "+GROUP"  one more group to end, "-GROUP" one less.
#   ">PATH"   one more folder to remove, "<PATH" one less.
#   EOF       the owner died (SIGKILL, crash). The groups are ended and the folders removed here.
#   "done"    there is nothing left to do.
newline="
"
groups=
folders=
without() {
  kept=
  for group in $groups; do [ "$group" = "$1" ] || kept="$kept $group"; done
  groups=$kept
}
without_folder() {
  kept=
  while IFS= read -r folder; do
    [ -z "$folder" ] || [ "$folder" = "$1" ] || kept=$kept$folder$newline
  done <<EOF
$folders
EOF
  folders=$kept
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
# Tests leave folders without write permission, too.
remove_folders() {
  while IFS= read -r folder; do
    [ -z "$folder" ] || rm -rf -- "$folder" 2>/dev/null || { chmod -R u+rwx -- "$folder"; rm -rf -- "$folder"; }
  done <<EOF
$folders
EOF
}
# A signal interrupts read, which then fails as it does at the end of the pipe.
next_word() {
  while signalled=; ! IFS= read -r word && [ -n "$signalled" ]; do :; done
}
trap "" PIPE
trap 'signalled=yes; echo signalled' TERM INT HUP
while next_word; do
  case $word in
  done) exit ;;
  +*) groups="$groups ${word#+}" ;;
  -*) without "${word#-}" ;;
  ">"*) folders=$folders${word#>}$newline ;;
  "<"*) without_folder "${word#<}" ;;
  *) break ;;
  esac
done
trap "" TERM INT HUP
end_groups
remove_folders
