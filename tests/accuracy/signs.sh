#!/bin/sh
# Recall and precision of § % @ – • “ ” ’ on made half pages:
#   tests/accuracy/signs.sh BUILD [seen|unseen] [FIRST COUNT] [--fonts FOLDER] [--errors SIGNS] [--kinds]
# seen (default): fonts that tools/signs learned from, pages 1 to 90 are for tuning; unseen: other fonts, for the
# figures. FOLDER has fonts that are not installed (unpacked packages; tools/signs/sign_press.py names them). 3 s a
# page of one core; pages and what was read are kept under BUILD/signs, the latter for this very build.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/tests/accuracy/signs
build=$(cd "$1" && pwd)
shift
which=seen
first=1
count=40
fonts=""
rest=""
case ${1:-} in seen | unseen) which=$1; shift ;; esac
case ${1:-} in [0-9]*) first=$1; count=$2; shift 2 ;; esac
while [ $# -gt 0 ]; do
  case $1 in
    --fonts) fonts=$2; shift ;;
    --errors) rest="$rest --errors $2"; shift ;;
    --kinds) rest="$rest --kinds" ;;
    *) echo "signs.sh: unknown argument: $1" >&2; exit 2 ;;
  esac
  shift
done
/usr/bin/python3 -c 'import numpy, PIL' 2>/dev/null ||
  { echo "signs.sh: python3-numpy or python3-pil is not there; nothing measured" >&2; exit 0; }
pages=$build/signs/$which-$first-$count
/usr/bin/python3 "$here/make_sign_pages.py" "$pages" "$first" "$count" $which ${fonts:+"$fonts"}
made=$(cat "$build/bin/renskrift" "$build/bin/renskrift-worker" | cksum | tr -d ' ')
read=$pages/read-$made
mkdir -p "$read"
for page in "$pages"/*.png; do
  out=$read/$(basename "$page" .png).json
  [ -e "$out" ] || { "$build/bin/renskrift" ocr -q -j1 --format ndjson -o "$out.part" "$page" && mv "$out.part" "$out"; }
done
echo "$which fonts, pages $first to $((first + count - 1)), $(date -I), $(git -C "$root" describe --always --dirty)"
# shellcheck disable=SC2086 # options are meant to be split
exec /usr/bin/python3 "$here/measure_signs.py" "$pages" "$read" $rest
