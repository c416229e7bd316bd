#!/bin/sh
# What is decided about text layers, turned pages and pages without text:
#   tests/accuracy/sources.sh BUILD [layers|turned|scans|noise] [SEED] [--errors]
# layers: 45 kinds of sound and broken text layers, about 170 pages, half of them recognised; turned: PDFs
# that lie on their side; scans: 96 turned scans; noise: pages without text, with the time of each. Made
# once, under BUILD/sources. Seeds below 100 are for tuning.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/tests/accuracy/sources
build=$(cd "$1" && pwd)
what=${2:-layers}
seed=${3:-101}
/usr/bin/python3 -c 'import numpy, PIL' 2>/dev/null ||
  { echo "sources.sh: python3-numpy or python3-pil is not there; nothing measured" >&2; exit 0; }
folder=$build/sources/$what-$seed
if [ ! -e "$folder/truth.json" ]; then
  mkdir -p "$folder"
  case $what in
    layers) /usr/bin/python3 "$here/make_layers.py" "$folder" "$seed" 1 ;;
    turned) /usr/bin/python3 "$here/make_turned.py" "$folder" "$seed" 1 layers ;;
    scans) /usr/bin/python3 "$here/make_turned.py" "$folder" "$seed" 1 scans ;;
    noise) /usr/bin/python3 "$here/make_noise.py" "$folder" "$seed" ;;
  esac
fi
export OMP_THREAD_LIMIT=1
if [ "$what" = noise ]; then
  for page in "$folder"/*.png; do
    before=$(cut -d' ' -f16 /proc/$$/stat)
    "$build/bin/renskrift" ocr -q -j1 --format ndjson "$page" >"$folder/record"
    after=$(cut -d' ' -f16 /proc/$$/stat)
    echo "$(basename "$page"): $(((after - before) * 10)) ms, $(grep -o '"confidence"' "$folder/record" | wc -l) words"
  done
  exit 0
fi
"$build/bin/renskrift" ocr -q -j1 --format ndjson "$folder"/*.p[dn][fg] >"$folder/records.ndjson"
measure=measure_turned.py
[ "$what" = layers ] && measure=measure_layers.py
/usr/bin/python3 "$here/$measure" "$folder/truth.json" "$folder/records.ndjson" "${4:-}"
