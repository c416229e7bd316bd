#!/bin/sh
# Accuracy of every part, as Markdown. Wants the development data (not part of this
# project) in SHARED; parts that need none are measured without it.
#   tests/accuracy/run.sh [-v] [--correction] [--pairs DIR]... [SHARED]      (default: ../shared)
# -v lists, on stderr, errors left, false changes and names changed. --correction stops after
# the first part. --pairs adds a set of damaged pages to it: X.seen.txt and X.truth.txt.
#
# What is measured:
#   correction    damaged sets: error rates before and after, words right, words repaired and
#                 broken, documents made worse; reliability: edits by confidence and how many
#                 of them are right; person names: 2,000 in council prose, how many were
#                 changed; clean text: words changed in held-out minutes, in the samples, in
#                 correct_clean/ (old spelling, lists, tables, dialect, other languages) and
#                 in a tenth of the statutes before 1950 (the language model has read these,
#                 the lexicon has not: not quite held out)
#   encoding      real broken strings; minutes broken by each confusion; changes in clean text;
#                 raw bytes; changes in encoding_clean/
#   lines         graded cases and the hyphenation oracle
#   reservations  labelled documents of this project
#   groups        planted texts
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
shared=$root/../shared
options=""
only=""
while [ $# -gt 0 ]; do
  case $1 in
    -v) options="$options -v" ;;
    --correction) only=correction ;;
    --pairs) options="$options --pairs $2"; shift ;;
    *) shared=$1 ;;
  esac
  shift
done
build=$root/build/release
model=$build/share/renskrift/sv.renmodel
cmake --preset release -S "$root" >/dev/null
cmake --build "$build" >/dev/null
cmake --build "$build" --target correct_accuracy >/dev/null
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

echo "# Accuracy, $(date -I), $(git -C "$root" describe --always --dirty)"
printf '\n## Correction (tests/accuracy/correct_accuracy)\n\n'
if [ -d "$shared/dev" ]; then
  options="$options --shared $shared"
  xz -dc "$shared/corpus/sfs_pre1950.txt.xz" | awk 'NR % 10 == 1 {print; if (++n % 100 == 0) printf "\f"}' \
    >"$scratch/statutes before 1950"
  set -- --clean "$scratch/statutes before 1950"
fi
# shellcheck disable=SC2086 # options are meant to be split
"$build/bin/correct_accuracy" "$model" $options --texts "$root/samples/text" \
  --texts "$root/tests/accuracy/correct_clean" "$@"
[ "$only" != correction ] || exit 0
if [ -d "$shared/dev" ]; then
  printf '\n## Encoding: real broken strings (tests/accuracy/encoding.sh)\n\n'
  sh "$root/tests/accuracy/encoding.sh" "$build" --model "$model" pairs "$shared/dev/mojibake.tsv"
  xz -dc "$shared/corpus/goteborg_protokoll_kf_ks.txt.xz" >"$scratch/minutes.txt"
  printf '\n## Encoding: minutes broken by each confusion and pair of confusions, 300 lines\n\n'
  sh "$root/tests/accuracy/encoding.sh" "$build" --model "$model" broken "$scratch/minutes.txt" 300
  printf '\n## Encoding: changes in clean minutes\n\n'
  sh "$root/tests/accuracy/encoding.sh" "$build" --model "$model" clean "$scratch/minutes.txt"
  printf '\n## Encoding: bytes of each encoding, by line, paragraph and document\n\n'
  sh "$root/tests/accuracy/encoding.sh" "$build" --model "$model" raw "$scratch/minutes.txt" 1000
  printf '\n## Lines: graded cases and the hyphenation oracle (tests/accuracy/lines.sh)\n\n'
  sh "$root/tests/accuracy/lines.sh" "$build" cases "$shared/dev/hyphen-cases.tsv"
  sh "$root/tests/accuracy/lines.sh" "$build" oracle "$scratch/minutes.txt"
fi
printf '\n## Encoding: changes in right text of our own, 1 MB of each kind\n\n'
sh "$root/tests/accuracy/encoding.sh" "$build" --model "$model" own "$root/tests/accuracy/encoding_clean"
printf '\n## Reservations: labelled documents of this project (tests/accuracy/segment.sh)\n\n'
sh "$root/tests/accuracy/segment.sh" "$build"
printf '\n## Groups: planted, 2,000 texts (tests/accuracy/dedup.sh)\n\n'
sh "$root/tests/accuracy/dedup.sh" "$build" -n 2000
