#!/bin/sh
# Speed, as Markdown: start-up, filters on clean text, and, where they are installed, the
# named peers on the same input in the same run.
#   tests/bench/run.sh [TEXT]    TEXT: clean Swedish text, some MB (default: made from the samples)
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$root/build/release
renskrift=$build/bin/renskrift
cmake --preset release -S "$root" >/dev/null
cmake --build "$build" >/dev/null
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
text=${1:-}
if [ -z "$text" ]; then
  text=$scratch/text
  i=0
  while [ $i -lt 300 ]; do cat "$root"/samples/text/*.gold.txt; i=$((i + 1)); done >"$text"
fi
size=$(wc -c <"$text")

# Best of three, in seconds.
best() {
  for _ in 1 2 3; do
    start=$(date +%s%N)
    "$@" >/dev/null 2>&1
    end=$(date +%s%N)
    echo $((end - start))
  done | sort -n | head -n 1 | awk '{printf "%.4f", $1 / 1e9}'
}
row() { awk -v n="$1" -v s="$2" -v b="$size" 'BEGIN {printf "| %s | %.3f | %.1f |\n", n, s, b / 1e6 / s}'; }

echo "# Speed, $(date -I), $(git -C "$root" describe --always --dirty), $(nproc) cores"
echo
echo 'Namnden beslutar att aterremittera arendet.' >"$scratch/line"
echo "Start-up of \`renskrift correct\` on one line: $(best "$renskrift" correct "$scratch/line") s"
echo
echo "Clean text, $size bytes, one core:"
echo
echo "| filter | seconds | MB/s |"
echo "|---|---|---|"
for command in repair join correct clean; do
  row "renskrift $command" "$(best "$renskrift" "$command" --jobs 1 "$text")"
done
if python3 -c 'import ftfy' 2>/dev/null; then
  row "ftfy $(python3 -c 'import ftfy; print(ftfy.__version__)')" "$(best python3 -c '
import ftfy, sys
for line in open(sys.argv[1], encoding="utf-8", errors="replace"): sys.stdout.write(ftfy.fix_text(line))' "$text")"
fi
