#!/bin/sh
# Checks what `renskrift ocr` writes in all its formats:
#   tests/accuracy/outputs.sh BUILD [-c] [FILE...]
# hOCR as XHTML and by its own rules, ALTO by a schema, TSV, text, page records; the PDF by qpdf, its
# claim to be PDF/A-2b, its images' bytes, its look pixel by pixel, and the words that readers copy out of
# it, all of them those of the page records. -c: with --correct. Without FILEs: the samples and the small
# files of the tests; the PDFs made are then read again without their text layers, as originals of PDFs.
# VERAPDF="command" puts the claim to the test: a program that says PASS or FAIL of a file.
# Wants xmllint and the DTDs of XHTML (Debian: libxml2-utils, w3c-sgml-lib), mutool (mupdf-tools).
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/tests/accuracy/outputs
build=$(cd "$1" && pwd)
shift
correct=""
[ "${1:-}" != -c ] || { correct=--correct; shift; }
for program in python3 xmllint mutool qpdf pdftotext; do
  command -v $program >/dev/null || { echo "outputs.sh: $program is not there; nothing measured" >&2; exit 0; }
done
folder=$build/outputs
rm -rf "$folder"
mkdir -p "$folder"
export OMP_THREAD_LIMIT=1

check() { # ORIGINAL, further options
  original=$1
  shift
  name=$(basename "${original%.*}")
  out=$folder/files/$(basename "$original")
  "$build/bin/renskrift" ocr -q -j1 $correct "$@" --format text,hocr,alto,tsv,ndjson,pdf -o "$out/" "$original"
  "$build/bin/renskrift" ocr -q -j1 --text-layer keep --format ndjson -o "$out/again.page.ndjson" "$out/$name.pdf"
  python3 "$here/check_outputs.py" "$original" "$out" "$name" >>"$folder/checks.tsv"
}

if [ $# -gt 0 ]; then
  for file; do check "$file"; done
else
  for file in "$root"/samples/*.pdf "$root"/samples/*.tif "$root"/samples/*.png "$root"/tests/data/ocr/*.tif \
    "$root"/tests/data/ocr/rad*; do check "$file"; done
  mkdir -p "$folder/second"
  for name in aldre-protokoll byalag-skrivelse liggande; do
    cp "$folder"/files/$name.*/$name.pdf "$folder/second/$name-igen.pdf"
    check "$folder/second/$name-igen.pdf" --text-layer ignore
  done
fi
awk -F'\t' '
  { if (!($2 in total)) order[++n] = $2; total[$2]++; if ($3 == "ok") good[$2]++; else print $1 ": " $2 ": " $3 }
  END { print ""; for (i = 1; i <= n; i++) printf "%-14s %3d of %3d\n", order[i], good[order[i]], total[order[i]] }
' "$folder/checks.tsv"
