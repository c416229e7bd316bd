#!/bin/sh
# OCR beside tesseract and OCRmyPDF on made council pages, as Markdown:
#   tests/accuracy/ocr.sh BUILD [--seed N] [--kinds LIST] [--layouts LIST] [--spread N] [--programs LIST]
#     [--by layout] [--errors] [--scans FOLDER] [--jobs N] [-c TEXT]
# Pages: 9 layouts (ocr/council_sheets.py) with 29 kinds of damage (ocr/page_damage.py); lists are parted by commas.
# A page costs renskrift and tesseract 3 to 5 s of one core each, OCRmyPDF 8 to 12. --spread: N layouts for each
# kind, others for each. Seeds below 100 (default 1) are for tuning; keep others for the figures: they have other text,
# other fonts and a wider range of strengths. Pages are made once, under BUILD/ocr; what a program read is kept there
# too, renskrift's for this very build. --programs: of tesseract,renskrift,ocrmypdf (default: those that are
# installed). --errors lists what renskrift misread. --scans: a row of real scans as well (NAME.png beside
# NAME.gold.txt). --jobs: so many programs at a time (default 1). -c: text to draw paragraphs from instead.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/tests/accuracy/ocr
build=$(cd "$1" && pwd)
shift
seed=1
pick=""
made=""
rest=""
programs=tesseract,renskrift
command -v ocrmypdf >/dev/null && programs=$programs,ocrmypdf
name=""
while [ $# -gt 0 ]; do
  case $1 in
    --seed) seed=$2; shift ;;
    --kinds | --layouts | --spread) pick="$pick $1 $2"; shift ;;
    --programs) programs=$2; shift ;;
    --by | --scans | --jobs) rest="$rest $1 $2"; shift ;;
    --errors) rest="$rest --errors" ;;
    -c) made="-c $2"; name=-$(basename "$2"); shift ;;
    *) echo "ocr.sh: unknown argument: $1" >&2; exit 2 ;;
  esac
  shift
done
/usr/bin/python3 -c 'import cairo, numpy, PIL' 2>/dev/null ||
  { echo "ocr.sh: python3-cairo, python3-numpy or python3-pil is not there; nothing measured" >&2; exit 0; }
folder=$build/ocr/pages-$seed$name
# shellcheck disable=SC2086 # options are meant to be split
/usr/bin/python3 "$here/make_pages.py" "$folder" "$seed" $pick $made
echo "Seed $seed, $(date -I), $(git -C "$root" describe --always --dirty)"
echo
# shellcheck disable=SC2086
exec /usr/bin/python3 "$here/measure_ocr.py" "$build" "$folder" "$build/ocr/kept" --programs "$programs" $pick $rest
