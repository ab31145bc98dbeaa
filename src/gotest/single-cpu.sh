# Runs a command on one of the processors that this process may use, with one processor for Go's scheduler. Which one
# follows from the process id, so that test binaries that run beside each other do not share it.
# No single quote may occur here: the text travels inside one in go test -exec.
export GOMAXPROCS=1
all=$(taskset -pc $$ 2> /dev/null)
all=${all##*: }
one=
count=0
for pass in count choose; do
  [ "$count" -gt 0 ] && left=$(($$ % count))
  rest=$all,
  while [ -n "${rest#,}" ]; do
    range=${rest%%,*}
    rest=${rest#*,}
    cpu=${range%-*}
    while [ "$cpu" -le "${range#*-}" ]; do
      [ "$pass" = count ] && count=$((count + 1))
      [ "$pass" = choose ] && [ "$left" -eq 0 ] && one=$cpu
      [ "$pass" = choose ] && left=$((left - 1))
      cpu=$((cpu + 1))
    done
  done
done
[ -n "$one" ] && exec taskset -c "$one" "$@"
exec "$@"
