#!/bin/sh
# Makes dict/confusions.tsv again: corpus text is printed, damaged, read and compared.
#
#   tools/confusions/learn.sh CORPUS [PAIRS]
#
# CORPUS is the folder of dict/SOURCES.md. PAIRS (default build/pairs) keeps the pages, about
# 400, which cost five seconds of one processor each; what is there already is not made again.
set -eu
cd "$(dirname "$0")/../.."
[ $# -ge 1 ] || { echo "usage: tools/confusions/learn.sh CORPUS [PAIRS]" >&2; exit 2; }
corpus=$1
pairs=${2:-build/pairs}
. tools/packages.sh
need_packages build learn

text="$corpus/goteborg_protokoll_kf_ks.txt.xz $corpus/goteborg_ovrigt.txt.xz $corpus/riksdag_bet_2018_20.txt.xz
  $corpus/regeringen_g0vse.txt.xz"

# make FOLDER OPTION...: pages that are not there yet
make() {
  folder=$1
  shift
  [ -e "$pairs/$folder/done" ] && return
  # shellcheck disable=SC2086 # the list is meant to be split
  /usr/bin/python3 tools/confusions/make_pairs.py --text $text --out "$pairs/$folder" "$@"
  touch "$pairs/$folder/done"
}
make english --model eng --seed train --pages "${ENGLISH_PAGES:-30}"
for part in 1 2 3; do # a processor each
  make swedish-$part --model swe --seed train-$part --pages "${SWEDISH_PAGES:-26}" --strength 0.4:0.95 --wer 0:45 &
done
wait

cmake --preset release >/dev/null
cmake --build build/release --target learn_confusions >/dev/null
build/release/bin/learn_confusions --general tools/confusions/general.tsv --english "$pairs/english" \
  --swedish "$pairs/swedish-1" --swedish "$pairs/swedish-2" --swedish "$pairs/swedish-3" >dict/confusions.tsv.new
mv dict/confusions.tsv.new dict/confusions.tsv
