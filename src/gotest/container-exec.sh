# Runs a test binary in the container of its unit, in the folder that cmd/go starts it in.
#   $0 the engine   $1 options that say which variables go along   the rest: the binary and its arguments
# The container has the name of the scratch folder. No single quote may occur here: the text travels inside one.
options=$1
shift
set -f
exec "$0" exec --workdir "$PWD" $options "${GOTMPDIR##*/}" "$@"
