#!/bin/sh
# Makes pages to measure correction on, of text that trained nothing: clean ones at 300 dpi read
# with `eng`, worn ones read with `swe` of which 3 to 30 % of the words are wrong.
#   tests/accuracy/correct_pages.sh SHARED [OUT] [PAGES]   (default: build/pages, 20 of each)
# Then: tests/accuracy/run.sh --correction --pairs OUT/eng-clean --pairs OUT/swe-worn SHARED
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
[ $# -ge 1 ] || { echo "usage: tests/accuracy/correct_pages.sh SHARED [OUT] [PAGES]" >&2; exit 2; }
shared=$1
out=${2:-$root/build/pages}
pages=${3:-20}
mkdir -p "$out"
/usr/bin/python3 - "$shared/dev/minutes-2025/paragraphs.ndjson" >"$out/text.txt" <<'PYTHON'
import json
import sys
# Of the tables of votes, a letter a line, little is taken; so is of headings that come everywhere.
import random
random.seed(1)
for line in open(sys.argv[1], encoding="utf-8"):
    for part in json.loads(line)["paras"]:
        words = part["text"].split()
        if not part["in_train"] and random.random() < (0.05 if len(words) < 3 else 0.3 if len(words) < 7 else 1):
            print(" ".join(words))
PYTHON
make() {
  folder=$1
  shift
  /usr/bin/python3 "$root/tools/confusions/make_pairs.py" --text "$out/text.txt" --out "$out/$folder" --seed measure \
    --pages "$pages" "$@"
}
make eng-clean --model eng --strength 0:0 --wer 3:60
make swe-worn --model swe --strength 0.4:1 --wer 3:30
