# needs: model no-sanitizer
# In parts, with sort, join and awk between them: the same groups for any number of
# shards, and those of one run.
write_texts 240 5 | LC_ALL=C sort >all.ndjson
for shards in 1 2 7; do sh "$ROOT/docs/examples/dedup-shards.sh" $shards all.ndjson >groups.$shards; done
cmp groups.1 groups.2
cmp groups.1 groups.7
"$CHECK_SCHEMA" "$FORMATS" groups.1
# Members that were no candidates have no similarity here.
plain() { sed 's/,"similarity":[^,]*,/,/g; s/,"relation":"[^"]*"//g' "$1" | LC_ALL=C sort; }
renskrift dedup all.ndjson >once
plain groups.1 >a
plain once >b
cmp a b
