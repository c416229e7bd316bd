# needs: model
cp "$DATA/protokoll.txt" kultur.txt
cp "$DATA/sidor.page.ndjson" sidor.page.ndjson
renskrift reservations --sections --format text kultur.txt sidor.page.ndjson
renskrift reservations --sections sidor.page.ndjson >s.ndjson
"$CHECK_SCHEMA" "$FORMATS" s.ndjson >/dev/null && cut -d, -f1-9 s.ndjson
renskrift reservations --sections --format csv kultur.txt 2>/dev/null || echo "no table: $?"
