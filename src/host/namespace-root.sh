# Runs a command with a private binfmt_misc, as root: a user namespace in which every id means what it means outside,
# so that chown, setuid and files of other users go on working in tests.
#   $0 the inner script (namespace-root-inner.sh)   $1 the registration line   the rest: the command
# Only root may map all ids, and only from outside: a detached helper does it as soon as the inner script opens file 9.
# No single quote may occur here: the text travels inside one in go test -exec.
identity() {
  while read -r first outer count; do echo "$first $first $count"; done < "$1"
}
pid=$$
exec 9<&-
uids=$(identity /proc/self/uid_map)
gids=$(identity /proc/self/gid_map)
( (
  i=0
  until [ -e /proc/$pid/fd/9 ] || [ "$i" -gt 4000 ] || ! [ -e /proc/$pid ]; do
    i=$((i + 1))
    [ "$i" -gt 1000 ] && sleep 0.01
  done
  printf "%s\n" "$uids" > /proc/$pid/uid_map
  printf "%s\n" "$gids" > /proc/$pid/gid_map
) > /dev/null 2>&1 & )
exec unshare --user --mount --keep-caps /bin/sh -c "$0" "$@"
