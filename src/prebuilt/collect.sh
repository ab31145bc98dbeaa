# The program behind go test -exec of executor test-binaries: keeps a test binary instead of running it, with its
# arguments and the folder of its package. cmd/go runs it for every package, each binary in a folder of its own below
# its work folder, and that below GOTMPDIR.
# No single quote may occur here: the text travels inside one in the value of -exec.
work=${1%/*}
scratch=${work%/*/*}
kept=$scratch/kept/${work##*/}
mkdir -p "$kept" || exit 1
ln "$1" "$kept/" 2> /dev/null || cp "$1" "$kept/" || exit 1
printf "%s\n" "$PWD" > "$kept/dir"
printf "%s\0" "$@" > "$kept/args"
# With -coverpkg: the list of what packages consist of, and the files that it lists, the same for all binaries. A
# package has one in every folder that it was compiled in.
for word do
  case $word in
    -test.gocoverdir=*) list=${word#*=}/metafiles.txt ;;
  esac
done
if [ -f "${list-}" ] && mkdir "$scratch/coverage" 2> /dev/null; then
  cp "$list" "$scratch/coverage/"
  for file in "${work%/*}"/*/covmeta.*; do
    folder=${file%/*}
    mkdir -p "$scratch/coverage/${folder##*/}" && cp "$file" "$scratch/coverage/${folder##*/}/"
  done
fi
