#!/bin/sh
# The main job on sample input, from a clean checkout: installs what is missing (Debian
# 12), builds a release build, cleans the samples and says where the results are.
#   ./demo.sh            the samples of this project
#   ./demo.sh FILE...    your own files and folders
set -eu
cd "$(dirname "$0")"
here=$PWD
cd - >/dev/null
. "$here/tools/packages.sh"
need_packages build run

build=$here/build/demo
echo "Building in $build"
cmake -S "$here" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DRENSKRIFT_TESTS=OFF >"$build.log" 2>&1 || {
  mkdir -p "$here/build"
  cmake -S "$here" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DRENSKRIFT_TESTS=OFF
}
cmake --build "$build" -j "$(nproc)" >>"$build.log" 2>&1 || { tail -n 40 "$build.log"; exit 1; }

out=$PWD/renskrift-out
if [ $# -eq 0 ]; then
  set -- "$here/samples"
  out=$here/renskrift-out
fi
"$build/bin/renskrift" run "$@" -o "$out" --jobs "$(nproc)"

echo
echo "Results in $out:"
(cd "$out" && ls -1 | sed 's/^/  /')
if [ "$out" = "$here/renskrift-out" ]; then
  echo
  echo "A few lines of the council text that an English OCR model had read, before and after:"
  sed -n '/./p' "$here/samples/kultur-protokoll-engelsk-ocr.txt" | sed -n '20,23s/^/  - /p'
  sed -n '/./p' "$out/kultur-protokoll-engelsk-ocr.txt" | sed -n '12,14s/^/  + /p' | cut -c1-300
fi
echo
echo "Open $out/report.html in a browser."
