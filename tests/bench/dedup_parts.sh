#!/bin/sh
# What an index and the parts of dedup cost on one core, as Markdown:
#   tests/bench/dedup_parts.sh [BUILD [TEXTS]]
# Texts are made up (tests/cli/write_texts.c); the ten that are added are copies of some of
# them with other words. Needs the targets renskrift-cli, language-data, write_texts, measure_run.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "${1:-$root/build/release}" && pwd)
texts=${2:-20000}
PATH=$build/bin:$PATH
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
write_texts "$texts" 3 >all.ndjson
head -n 500 all.ndjson | awk 'NR % 50 == 0' | sed 's/"id":"t/"id":"n/; s/ att / som /g' >ten.ndjson
awk 'NR > 1 {print "{\"a\":" last ",\"b\":" $0 "}"} {last = $0}' all.ndjson >pairs.ndjson

row() { # NAME UNITS COMMAND...
  name=$1 units=$2
  shift 2
  measure_run 1 "$@" | awk -v name="$name" -v n="$units" '{printf "| %s | %.1f s | %.2f ms | %.0f MB |\n", name, $2, 1000 * $2 / n, $3 / 1024}'
}
echo "| $texts texts, $(($(wc -c <all.ndjson) / 1000000)) MB | processor | each | memory |"
echo "|---|---|---|---|"
row "groups in one go" "$texts" renskrift dedup -j1 all.ndjson
row "the same into an empty index" "$texts" renskrift dedup -j1 --index i all.ndjson
row "groups of the index, nothing new" "$texts" renskrift dedup -j1 --index i
row "10 texts added, what is new" "$texts" renskrift dedup -j1 --index i --new ten.ndjson
row "\`--sketch --format tsv\`" "$texts" renskrift dedup -j1 --sketch --format tsv all.ndjson
row "\`--verify\`, each text with the next" "$texts" renskrift dedup -j1 --verify pairs.ndjson
echo
echo "The index has $(($(wc -c <i) / 1000000)) MB."
