# needs: model
cp "$DATA/protokoll.txt" kultur.txt
cp "$DATA/skadad.txt" social.txt
renskrift reservations kultur.txt social.txt >r.ndjson
"$CHECK_SCHEMA" "$FORMATS" r.ndjson >/dev/null
grep -o '"id":"[^"]*"\|"kind":"[^"]*"\|"organ":"[^"]*"\|"name":"[^"]*","party":"[^"]*"' r.ndjson
renskrift reservations --no-clean kultur.txt | head -1 | cut -c1-34
