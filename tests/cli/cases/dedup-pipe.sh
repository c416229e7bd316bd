# needs: model
# The damaged copy is found beside the good one.
cp "$DATA/protokoll.txt" kultur.txt
cp "$DATA/skadad.txt" social.txt
renskrift reservations kultur.txt social.txt | renskrift dedup >groups.ndjson
"$CHECK_SCHEMA" "$FORMATS" groups.ndjson
grep -o '"id":"[^"]*#[0-9]*"' groups.ndjson | sort
renskrift reservations kultur.txt social.txt | renskrift dedup --format text | head -1
renskrift reservations kultur.txt social.txt | renskrift dedup --format csv | wc -l
