#!/bin/sh
# Lays out generated documents and scores furniture, reading order and paragraphs:
#   tests/accuracy/layout.sh BUILD [KIND] [FIRST COUNT] [--errors]
# KIND pdf: documents FIRST to FIRST + COUNT - 1 (default 1 80) with text layers, which are kept (sources.sh
# measures whether they should be); scan, scan-skewed, scan-turned, scan-two, scan-marked (layout/scanner.py):
# as TIFFs, half of them at 300 and half at 200 dpi, read with tesseract (default 1 4). Made once, under
# BUILD/layout. The words of a scan are read once (5 s a page of one core) and kept; delete
# BUILD/layout/KIND-FIRST-COUNT/words to read them again.
# KIND text: the documents of kind pdf as plain text, by pdftotext and by pdftotext -layout, then joined.
# Documents 1 to 999 are for tuning; keep others for the figures.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/tests/accuracy/layout
build=$(cd "$1" && pwd)
shift
kind=pdf
text=""
case ${1:-} in pdf | scan*) kind=$1; shift ;; text) text=1; shift ;; esac
first=1
[ $kind = pdf ] && count=80 || count=4
case ${1:-} in [0-9]*) first=$1; count=$2; shift 2 ;; esac
/usr/bin/python3 -c 'import cairo, numpy, PIL' 2>/dev/null ||
  { echo "layout.sh: python3-cairo, python3-numpy or python3-pil is not there; nothing measured" >&2; exit 0; }
folder=$build/layout/$kind-$first-$count
made=$folder/documents
if [ ! -e "$folder/stamp" ] || [ -n "$(find "$here" -name '*.py' ! -name 'measure*' -newer "$folder/stamp")" ]; then
  rm -rf "$folder"
  mkdir -p "$made"
  if [ $kind = pdf ]; then
    /usr/bin/python3 "$here/make_documents.py" "$made" "$first" "$count"
  else
    half=$(((count + 1) / 2))
    /usr/bin/python3 "$here/make_documents.py" "$made" "$first" "$half" --scan 300 "$kind"
    /usr/bin/python3 "$here/make_documents.py" "$made" $((first + half)) $((count - half)) --scan 200 "$kind"
  fi
  touch "$folder/stamp"
fi
if [ -n "$text" ]; then
  for layout in "" -layout; do
    rm -rf "$folder/text$layout" "$folder/joined$layout"
    mkdir -p "$folder/text$layout"
    for pdf in "$made"/*.pdf; do
      pdftotext $layout "$pdf" "$folder/text$layout/$(basename "$pdf" .pdf).txt" 2>/dev/null
    done
    "$build/bin/renskrift" join -q -o "$folder/joined$layout/" "$folder/text$layout"/*.txt
    echo "pdftotext $layout"
    /usr/bin/python3 "$here/measure_text.py" "$made" "$folder/joined$layout" "$@"
  done
  exit 0
fi
rm -rf "$folder/clean"
mkdir -p "$folder/clean" "$folder/words"
export OMP_THREAD_LIMIT=1
# shellcheck disable=SC2046 # names without blanks
if [ $kind = pdf ]; then
  "$build/bin/renskrift" run -q --no-pdf --text-layer keep --steps encoding,lines -o "$folder/clean" $(find "$made" -name '*.pdf' | sort)
else
  cmake --build "$build" --target layout_accuracy >/dev/null
  "$build/bin/layout_accuracy" words "$build/bin/renskrift-worker" "$folder/words" $(find "$made" -name '*.tif' | sort)
  "$build/bin/layout_accuracy" lay "$build/share/renskrift/sv.renmodel" "$folder/clean" "$folder"/words/*
fi
/usr/bin/python3 "$here/measure_layout.py" "$made" "$folder/clean" "$@"
