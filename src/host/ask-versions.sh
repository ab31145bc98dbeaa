# Starts each program that is named with QEMU_VERSION set, and prints its path before what it prints. One process for all:
# where nobody can see what is registered, every command has to ask again.
# No PATH, and a folder of its own: a binary that the kernel refuses is read as a script (execvp(3)).
for program; do
  printf "\n%s\n" "$program"
  QEMU_VERSION=1 "$program" < /dev/null 2> /dev/null
done
exit 0
