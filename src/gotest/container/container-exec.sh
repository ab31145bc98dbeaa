# Runs a test binary in the container of its unit, in the folder that cmd/go starts it in.
#   $1 the engine   $2 options that say which variables go along   the rest: the binary and its arguments
# The container has the name of the scratch folder. No single quote may occur here: the text travels inside one.
engine=$1
options=$2
shift 2
set -f
exec "$engine" exec --workdir "$PWD" $options "${GOTMPDIR##*/}" "$@"
