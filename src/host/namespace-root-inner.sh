# Second half of namespace-root.sh, inside the namespaces.   $0 the registration line   the rest: the command
# Open file 9 says that the shell is up. Mapped any earlier, between its getuid and its geteuid, the ids would seem to
# differ, and a shell then gives up its privileges.
exec 9< /dev/null
i=0
while ! read -r mapped < /proc/self/gid_map; do
  i=$((i + 1))
  [ "$i" -gt 4000 ] && echo "nx-go-cross: the ids of the user namespace were not mapped" >&2 && exit 126
  [ "$i" -gt 500 ] && sleep 0.01
done
exec 9<&-
mount -t binfmt_misc none /proc/sys/fs/binfmt_misc && printf %s "$0" > /proc/sys/fs/binfmt_misc/register || {
  echo "nx-go-cross: cannot set up a private binfmt_misc" >&2
  exit 126
}
exec setpriv --inh-caps=-all --ambient-caps=-all "$@"
