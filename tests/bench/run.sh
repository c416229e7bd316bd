#!/bin/sh
# Speed, as Markdown; and correctors side by side.
#   tests/bench/run.sh [--quick] [--shared DIR] [--pairs DIR]... [TEXT]
# TEXT: clean Swedish text, some MB. Default: 5 MB of SHARED/corpus if that is there, else the
# samples many times over (then words repeat, and speeds are too good). SHARED: ../shared.
#
# What is measured:
#   start-up       least of 20 runs of `renskrift correct` on one line; peak memory
#   filters        MB/s on clean text, one core; ftfy beside them where it is installed
#   joining        MB/s on text set in lines, with and without divided words, and on odd texts,
#                  for which time has to be linear (there is no peer: none joins lines)
#   repair         MB/s on text broken in each way (encoding_speed.sh, alone as well)
#   correction     MB/s on clean text and on the same text damaged to 30 % of its words
#                  (damage_text); peak memory; start-up included
#   side by side   hunspell's first suggestion, symmetric deletes and renskrift on the same
#                  pages (corrector_baselines); left out with --quick
# Speeds are of processor time: the least of three runs, on one core.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$root/build/release
renskrift=$build/bin/renskrift
shared=$root/../shared
quick=""
text=""
pairs=""
while [ $# -gt 0 ]; do
  case $1 in
    --quick) quick=1 ;;
    --shared) shared=$2; shift ;;
    --pairs) pairs="$pairs --pairs $2"; shift ;;
    *) text=$1 ;;
  esac
  shift
done
cmake --preset release -S "$root" >/dev/null
cmake --build "$build" >/dev/null
cmake --build "$build" --target measure_run damage_text corrector_baselines >/dev/null
cores=$(nproc) # before OMP_THREAD_LIMIT, which it heeds
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
corpus=$shared/corpus/regeringen_g0vse.txt.xz
if [ -z "$text" ] && [ -f "$corpus" ]; then
  text=$scratch/text
  xz -dc "$corpus" 2>/dev/null | head -c 5000000 | sed '$d' >"$text"
elif [ -z "$text" ]; then
  text=$scratch/text
  i=0
  while [ $i -lt 300 ]; do cat "$root"/samples/text/*.gold.txt; i=$((i + 1)); done >"$text"
fi

OMP_THREAD_LIMIT=1
export OMP_THREAD_LIMIT
run() { times=$1; shift; "$build/bin/measure_run" "$times" "$@"; }
# row NAME FILE COMMAND...: seconds, MB/s, MB of memory.
row() {
  name=$1 file=$2
  shift 2
  run 3 "$@" "$file" | awk -v n="$name" -v b="$(wc -c <"$file")" \
    '{printf "| %s | %.2f | %.3f | %.2f | %.0f |\n", n, b / 1e6, $2, b / 1e6 / $2, $3 / 1024}'
}
head_row() {
  printf '\n| %s | MB | seconds | MB/s | peak memory, MB |\n|---|---|---|---|---|\n' "$1"
}

echo "# Speed, $(date -I), $(git -C "$root" describe --always --dirty), $cores cores"
echo
echo 'Namnden beslutar att aterremittera arendet.' >"$scratch/line"
run 20 "$renskrift" correct "$scratch/line" | awk \
  '{printf "Start-up of `renskrift correct` on one line: %.1f ms (%.1f ms of processor time), %.0f MB\n", $1 * 1e3, $2 * 1e3, $3 / 1024}'
echo "Language data: $(wc -c <"$build/share/renskrift/sv.renmodel") bytes; tables in dict/: $(find "$root/dict" \
  -maxdepth 1 -type f -exec cat {} + | wc -c) bytes"

printf '\n## Filters on clean text\n'
head_row filter
for command in repair join clean; do row "renskrift $command" "$text" "$renskrift" "$command" --jobs 1; done
if python3 -c 'import ftfy' 2>/dev/null; then
  row "ftfy $(python3 -c 'import ftfy; print(ftfy.__version__)')" "$text" python3 -c '
import ftfy, sys
for line in open(sys.argv[1], encoding="utf-8", errors="replace"): sys.stdout.write(ftfy.fix_text(line))'
fi

printf '\n## Joining of lines\n'
head_row 'renskrift join'
"$root/tests/accuracy/lines.sh" "$build" set "$text" >"$scratch/divided"
fold -s -w 70 "$text" | sed 's/ *$//' >"$scratch/lines"
tr '\n' ' ' <"$text" >"$scratch/line-of-all"
tr -d ' \n' <"$text" >"$scratch/solid"
zeros() { head -c 5000000 /dev/zero | tr '\0' "$1"; }
zeros '-' >"$scratch/hyphens"
zeros '\n' >"$scratch/ends"
yes 'a-' | head -c 5000000 >"$scratch/short"
row "a paragraph a line" "$text" "$renskrift" join --jobs 1
row "lines of 70, words divided" "$scratch/divided" "$renskrift" join --jobs 1
row "lines of 70, words whole" "$scratch/lines" "$renskrift" join --jobs 1
row "one line" "$scratch/line-of-all" "$renskrift" join --jobs 1
row "one word" "$scratch/solid" "$renskrift" join --jobs 1
row "nothing but hyphens" "$scratch/hyphens" "$renskrift" join --jobs 1
row "nothing but line ends" "$scratch/ends" "$renskrift" join --jobs 1
row "lines of \`a-\`" "$scratch/short" "$renskrift" join --jobs 1

printf '\n## Repair of broken text\n\n'
"$root/tests/bench/encoding_speed.sh" --build "$build" --shared "$shared"

printf '\n## Correction\n'
head -c 1000000 "$text" | sed '$d' >"$scratch/part"
"$build/bin/damage_text" 0.30 <"$scratch/part" >"$scratch/damaged"
tr -s ' \t\n\f' '\n' <"$scratch/part" >"$scratch/words"
tr -s ' \t\n\f' '\n' <"$scratch/damaged" | paste "$scratch/words" - | awk -F '\t' \
  '{w++; d += $1 != $2} END {printf "\nOf the damaged text %.1f %% of the words are wrong.\n", 100 * d / w}'
head_row 'renskrift correct'
row "clean text" "$text" "$renskrift" correct --jobs 1
row "clean text, the first MB of it" "$scratch/part" "$renskrift" correct --jobs 1
row "the same MB damaged" "$scratch/damaged" "$renskrift" correct --jobs 1

[ -z "$quick" ] || exit 0
printf '\n## Side by side\n\n'
[ ! -d "$shared/dev" ] || pairs="$pairs --shared $shared"
# shellcheck disable=SC2086 # options are meant to be split
"$build/bin/corrector_baselines" "$build/share/renskrift/sv.renmodel" "$root/dict" $pairs --samples "$root/samples/text"
