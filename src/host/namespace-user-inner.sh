# Second half of namespace-user.sh: root of its own namespace here, and back to the user in one more.
#   $0 the user id   $1 the group id   $2 the registration line   the rest: the command
mount -t binfmt_misc none /proc/sys/fs/binfmt_misc && printf %s "$2" > /proc/sys/fs/binfmt_misc/register || {
  echo "nx-go-cross: cannot set up a private binfmt_misc" >&2
  exit 126
}
group=$1
shift 2
exec unshare --user --map-user="$0" --map-group="$group" "$@"
