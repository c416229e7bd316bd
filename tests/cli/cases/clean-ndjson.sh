# needs: model
cp "$DATA/skadad.txt" skadad.txt
renskrift clean --format ndjson skadad.txt >edits.ndjson
"$CHECK_SCHEMA" "$FORMATS" edits.ndjson | grep -c ' records'
head -1 edits.ndjson
