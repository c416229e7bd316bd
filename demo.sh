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
log=$here/build/demo.log
echo "Building in $build"
mkdir -p "$here/build"
{ cmake -S "$here" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DRENSKRIFT_TESTS=OFF &&
  cmake --build "$build" -j "$(nproc)"; } >"$log" 2>&1 || { tail -n 40 "$log"; exit 1; }

out=$PWD/renskrift-out
if [ $# -eq 0 ]; then
  set -- "$here"/samples/*.pdf "$here"/samples/*.tif "$here"/samples/*.png "$here"/samples/*.txt
  out=$here/renskrift-out
fi
"$build/bin/renskrift" run "$@" -o "$out" --jobs "$(nproc)"

echo
echo "Results in $out:"
(cd "$out" && ls -1 | sed 's/^/  /')
if [ "$out" = "$here/renskrift-out" ]; then
  echo
  echo "Council text that had been read with an English OCR model, before and after:"
  grep -m 1 -i 'kommunstyrelsen har bett' -A 3 "$here/samples/kultur-protokoll-engelsk-ocr.txt" | sed 's/^/  - /'
  grep -m 1 -i 'kommunstyrelsen har bett' "$out/kultur-protokoll-engelsk-ocr.txt" | cut -c1-330 | fold -s -w 100 | sed 's/^/  + /'
  echo
  echo "A reservation that three boards filed, with the likeness to the cleanest copy:"
  grep -m 1 -o '"members":.*' "$out/clusters.ndjson" | grep -o '"id":"[^"]*","similarity":[0-9.]*' |
    sed 's/.*\/\([^/"]*\)","similarity":\([0-9.]*\)/  \2  \1/'
fi
echo
echo "Open $out/report.html in a browser."
