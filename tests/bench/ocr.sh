#!/bin/sh
# Speed and memory of OCR, as Markdown:
#   tests/bench/ocr.sh BUILD [speed|noise|layer|memory|all] [PAGES] [RUNS]
# speed    PAGES (default 12) made scans to a searchable PDF on two cores, RUNS times (default 3) in turn: renskrift,
#          ocrmypdf --jobs 2 --deskew --clean --rotate-pages, and tesseract as it is installed. The least wall time
#          and processor time of each. Wants ocrmypdf, unpaper and python3-img2pdf.
# noise    pages of noise, blank pages and photographs: the time of each, and the words that were kept
# layer    pages a second of a PDF with a good text layer, and the same of scans
# memory   a file of 500 small scans beside one of 5: the most memory of all processes together
# Only runs of a machine that does nothing else tell speeds; ratios are to be trusted more.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/tests/bench/ocr
build=$(cd "$1" && pwd)
what=${2:-all}
pages=${3:-12}
runs=${4:-3}
renskrift=$build/bin/renskrift
folder=$build/ocr/bench
mkdir -p "$folder"
cmake --build "$build" --target measure_run >/dev/null
make() { [ -e "$folder/$1" ] || /usr/bin/python3 "$here/make_inputs.py" "$2" "$3" "$4" >/dev/null; }

# timed NAME COMMAND...: keeps the wall and processor seconds.
timed() {
  name=$1
  shift
  "$build/bin/measure_run" 1 "$@" >>"$folder/times.$name"
}
least() { awk -v c="$2" 'NR == 1 || $c < m {m = $c} END {print m}' "$folder/times.$1"; }

speed() {
  scans=$folder/scans-$pages
  make "scans-$pages/scans.pdf" "$scans" scans "$pages"
  rm -f "$folder"/times.*
  i=0
  while [ $i -lt "$runs" ]; do
    timed renskrift "$renskrift" ocr -q -j2 --format pdf -o "$folder/out.pdf" "$scans/scans.pdf"
    ! command -v ocrmypdf >/dev/null || timed ocrmypdf ocrmypdf --quiet --jobs 2 --deskew --clean --rotate-pages -l swe \
      --output-type pdf "$scans/scans.pdf" "$folder/peer.pdf"
    timed tesseract tesseract "$scans/list.txt" "$folder/peer" -l swe pdf
    i=$((i + 1))
  done
  printf '\n| %s scans to a searchable PDF | seconds | pages/min | processor seconds | time / renskrift | processor time / renskrift |\n|---|---|---|---|---|---|\n' "$pages"
  for name in renskrift ocrmypdf tesseract; do
    [ ! -e "$folder/times.$name" ] || awk -v n="$name" -v p="$pages" -v w="$(least $name 1)" -v c="$(least $name 2)" -v rw="$(least renskrift 1)" -v rc="$(least renskrift 2)" \
      'BEGIN {printf "| %s | %.1f | %.1f | %.1f | %.2f | %.2f |\n", n, w, 60 * p / w, c, w / rw, c / rc}'
  done
}

noise() {
  [ -e "$folder/noise/truth.json" ] || { mkdir -p "$folder/noise"; /usr/bin/python3 "$root/tests/accuracy/sources/make_noise.py" "$folder/noise" 151; }
  printf '\n| page without text | seconds | processor seconds | words kept |\n|---|---|---|---|\n'
  for page in $(/usr/bin/python3 -c 'import json, sys
for name, words in json.load(open(sys.argv[1])).items():
    if not words: print(name)' "$folder/noise/truth.json"); do
    "$build/bin/measure_run" 1 "$renskrift" ocr -q -j1 --format ndjson -o "$folder/record" "$folder/noise/$page" >"$folder/times"
    awk -v n="${page%.png}" -v w="$(grep -o '"confidence"' "$folder/record" | wc -l)" '{printf "| %s | %.1f | %.1f | %d |\n", n, $1, $2, w}' "$folder/times"
  done
}

layer() {
  make layer.pdf "$folder" layer 200
  make "scans-$pages/scans.pdf" "$folder/scans-$pages" scans "$pages"
  rm -f "$folder"/times.*
  timed layer "$renskrift" ocr -q -j2 -o "$folder/out.txt" "$folder/layer.pdf"
  timed layer "$renskrift" ocr -q -j2 -o "$folder/out.txt" "$folder/layer.pdf"
  timed scans "$renskrift" ocr -q -j2 -o "$folder/out.txt" "$folder/scans-$pages/scans.pdf"
  awk -v l="$(least layer 1)" -v s="$(least scans 1)" -v lc="$(least layer 2)" -v sc="$(least scans 2)" -v p="$pages" 'BEGIN {
    printf "\nText layers %.0f pages/s, scans %.2f pages/s: %.0f times; by processor time %.0f times\n", 200 / l, p / s, 200 / l / (p / s), 200 / lc / (p / sc)}'
}

memory() {
  printf '\n| small scans, two at a time | 5: all together, program, worker (MB) | 500 | 500 / 5 |\n|---|---|---|---|\n'
  for format in text ndjson pdf; do
    for kind in pdf tif; do
      for count in 5 500; do
        make "small-$count.$kind" "$folder" small $count
        /usr/bin/python3 "$here/peak_memory.py" "$renskrift" ocr -q -j2 --format $format -o "$folder/out.$format" "$folder/small-$count.$kind" >"$folder/memory.$count"
      done
      paste -d' ' "$folder/memory.5" "$folder/memory.500" |
        awk -v n="$kind to $format" '{printf "| %s | %.0f, %.0f, %.0f | %.0f, %.0f, %.0f | %.2f |\n", n, $1, $2, $3, $4, $5, $6, $4 / $1}'
    done
  done
}

echo "# OCR, $(date -I), $(git -C "$root" describe --always --dirty), $(nproc) cores"
case $what in
  all) speed; noise; layer; memory ;;
  speed | noise | layer | memory) $what ;;
  *) echo "ocr.sh: speed, noise, layer, memory or all" >&2; exit 2 ;;
esac
