#!/bin/sh
# Lays out generated documents and scores furniture, reading order and paragraphs:
#   tests/accuracy/layout.sh BUILD [pdf|scan] [FIRST COUNT] [--errors]
# pdf: documents FIRST to FIRST + COUNT - 1 (default 1 80) with text layers; scan: as TIFFs at 200 and
# 300 dpi, read with tesseract (default 1 4; 5 s a page). Made once, under BUILD/layout.
# Documents 1 to 999 are for tuning; keep others for the figures.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/tests/accuracy/layout
build=$(cd "$1" && pwd)
shift
kind=pdf
case ${1:-} in pdf | scan) kind=$1; shift ;; esac
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
    /usr/bin/python3 "$here/make_documents.py" "$made" "$first" "$half" --scan 300
    /usr/bin/python3 "$here/make_documents.py" "$made" $((first + half)) $((count - half)) --scan 200
  fi
  touch "$folder/stamp"
fi
rm -rf "$folder/clean"
# shellcheck disable=SC2046 # names without blanks
OMP_THREAD_LIMIT=1 "$build/bin/renskrift" run -q --no-pdf --steps encoding,lines -o "$folder/clean" \
  $(find "$made" -name '*.pdf' -o -name '*.tif' | sort)
/usr/bin/python3 "$here/measure_layout.py" "$made" "$folder/clean" "$@"
