#!/bin/sh
# Makes ocr/signs/sign_weights.inc again: glyphs are printed, scanned badly, cut out and learned.
#
#   tools/signs/learn.sh [FOLDER] [FONTS]
#
# FOLDER (default build/signs) keeps the pages, 3 s of one processor each; what is there already is not made again.
# FONTS has fonts that are not installed: the Debian packages that sign_press.py names, unpacked.
set -eu
cd "$(dirname "$0")/../.."
folder=${1:-build/signs}
fonts=${2:-}
. tools/packages.sh
need_packages build learn
[ -e "$folder/seen" ] || /usr/bin/python3 tools/signs/make_glyphs.py "$folder/seen" 1 150 seen ${fonts:+"$fonts"}
[ -e "$folder/unseen" ] || /usr/bin/python3 tools/signs/make_glyphs.py "$folder/unseen" 9001 25 unseen ${fonts:+"$fonts"}
cmake --preset release >/dev/null
cmake --build build/release --target sign_samples >/dev/null
build/release/bin/sign_samples "$folder/seen.samples" "$folder"/seen/*.png
build/release/bin/sign_samples "$folder/unseen.samples" "$folder"/unseen/*.png
OPENBLAS_NUM_THREADS=1 /usr/bin/python3 tools/signs/train.py "$folder/weights.inc" "$folder/seen.samples" "$folder/unseen.samples"
mv "$folder/weights.inc" ocr/signs/sign_weights.inc
