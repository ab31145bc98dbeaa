# Runs a command with a private binfmt_misc, as an ordinary user (Linux 6.7 and later, no privilege needed).
#   $0 the inner script (namespace-user-inner.sh)   $1 the registration line   the rest: the command
# No single quote may occur here: the text travels inside one in go test -exec.
exec unshare --user --map-root-user --mount /bin/sh -c "$0" "$(id -u)" "$(id -g)" "$@"
