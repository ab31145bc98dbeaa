# Starts the program behind go test -exec (src/host/shim). Its path is in a variable: the words of -exec are in the key of
# the result cache of Go, and it lies elsewhere on each machine.
#   $0 the name that the shell begins its messages with: src/diagnosis knows it
# No single quote may occur here: the text travels inside one in the value of -exec.
exec "$NX_GO_CROSS_SHIM" "$@"
