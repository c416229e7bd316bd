#!/bin/sh
# install_test.sh SOURCE BUILD CC: `cmake --install` into a scratch prefix; then the
# example is built with pkg-config and with find_package, run, and the exported symbols,
# headers, man pages and program are checked.
set -eu
source=$1 build=$2 cc=$3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
prefix=$scratch/prefix
fail() { echo "install test: $*" >&2; exit 1; }

cmake --install "$build" --prefix "$prefix" >"$scratch/log"
libdir=$(dirname "$(find "$prefix" -name librenskrift.so)")
model=$prefix/share/renskrift/sv.renmodel
for file in bin/renskrift libexec/renskrift/renskrift-worker share/renskrift/sv.renmodel \
  share/man/man1/renskrift.1 share/bash-completion/completions/renskrift; do
  [ -e "$prefix/$file" ] || fail "$file is not installed"
done

# pkg-config. The files name the configured prefix; the scratch one is put in its place.
export PKG_CONFIG_PATH="$libdir/pkgconfig"
# shellcheck disable=SC2046 # flags are meant to be split
"$cc" -std=c17 -Wall -Wextra -Wpedantic -Werror "$source/docs/examples/clean_string.c" -o "$scratch/one" \
  $(pkg-config --define-variable=prefix="$prefix" --cflags --libs renskrift)
out=$(LD_LIBRARY_PATH=$libdir "$scratch/one" "$model" "Namnden beslutar att aterremittera arendet for ytterligare beredning.")
[ "$out" = "Nämnden beslutar att återremittera ärendet för ytterligare beredning." ] || fail "the example says: $out"

# find_package
mkdir "$scratch/project"
cat >"$scratch/project/CMakeLists.txt" <<EOT
cmake_minimum_required(VERSION 3.25)
project(example C)
find_package(renskrift 0.1 REQUIRED)
add_executable(example $source/docs/examples/clean_string.c)
target_link_libraries(example PRIVATE renskrift::renskrift)
EOT
cmake -G Ninja -S "$scratch/project" -B "$scratch/project/build" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_C_COMPILER="$cc" >/dev/null
cmake --build "$scratch/project/build" >/dev/null
"$scratch/project/build/example" "$model" "Clean" >/dev/null

# Every header compiles alone, also as C++ if there is a compiler.
for header in "$prefix"/include/renskrift/*.h; do
  printf "#include <renskrift/%s>\nint here;\n" "$(basename "$header")" >"$scratch/header.c"
  "$cc" -std=c17 -Wall -Wextra -Wpedantic -Werror -I"$prefix/include" -fsyntax-only "$scratch/header.c"
done

# Exported symbols are exactly the declared ones.
for library in renskrift renskrift-ocr; do
  nm -D --defined-only "$libdir/lib$library.so" | awk '$2 ~ /[TDBR]/ {print $3}' | sort >"$scratch/exported"
  grep -v '^ren_[a-z0-9_]*$' "$scratch/exported" && fail "lib$library exports names without the prefix"
  [ -s "$scratch/exported" ] || fail "lib$library exports nothing"
done
grep -hoE '^REN_API [^(]*\(' "$prefix"/include/renskrift/*.h | grep -oE 'ren_[a-z0-9_]+\($' | tr -d '(' | sort -u >"$scratch/declared"
for library in renskrift renskrift-ocr; do nm -D --defined-only "$libdir/lib$library.so"; done |
  awk '$2 ~ /[TDBR]/ {print $3}' | sort -u >"$scratch/exported"
diff "$scratch/declared" "$scratch/exported" || fail "declared (<) and exported (>) functions differ"

# The installed program runs from anywhere and finds its data.
printf 'Namnden beslutar att aterremittera arendet.\n' | (cd / && "$prefix/bin/renskrift" correct) |
  grep -q 'Nämnden beslutar att återremittera ärendet.' || fail "the installed program does not correct"
echo "install test: all good"
