#!/bin/sh
# Accuracy of every part, as Markdown. Wants the development data (not part of this
# project) in SHARED; parts that need none are measured without it.
#   tests/accuracy/run.sh [SHARED]      (default: ../shared)
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
shared=${1:-$root/../shared}
build=$root/build/release
model=$build/share/renskrift/sv.renmodel
cmake --preset release -S "$root" >/dev/null
cmake --build "$build" >/dev/null
cmake --build "$build" --target correct_accuracy >/dev/null
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

echo "# Accuracy, $(date -I), $(git -C "$root" describe --always --dirty)"
if [ -d "$shared/dev" ]; then
  printf '\n## Correction (tests/accuracy/correct_accuracy)\n\n'
  "$build/bin/correct_accuracy" "$model" "$shared"
  printf '\n## Encoding: real broken strings (tests/accuracy/encoding.sh)\n\n'
  sh "$root/tests/accuracy/encoding.sh" "$build" pairs "$shared/dev/mojibake.tsv"
  xz -dc "$shared/corpus/goteborg_protokoll_kf_ks.txt.xz" >"$scratch/minutes.txt"
  printf '\n## Encoding: minutes broken by each confusion and pair of confusions, 300 lines\n\n'
  sh "$root/tests/accuracy/encoding.sh" "$build" broken "$scratch/minutes.txt" 300
  printf '\n## Encoding: changes in clean minutes\n\n'
  sh "$root/tests/accuracy/encoding.sh" "$build" clean "$scratch/minutes.txt"
  printf '\n## Lines: graded cases and the hyphenation oracle (tests/accuracy/lines.sh)\n\n'
  sh "$root/tests/accuracy/lines.sh" "$build" cases "$shared/dev/hyphen-cases.tsv"
  sh "$root/tests/accuracy/lines.sh" "$build" oracle "$scratch/minutes.txt"
fi
printf '\n## Reservations: labelled documents of this project (tests/accuracy/segment.sh)\n\n'
sh "$root/tests/accuracy/segment.sh" "$build"
printf '\n## Groups: planted, 2,000 texts (tests/accuracy/dedup.sh)\n\n'
sh "$root/tests/accuracy/dedup.sh" "$build" -n 2000
