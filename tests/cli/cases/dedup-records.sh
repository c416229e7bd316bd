# needs: model
# Plain records may say who and what about, and at which text they point; packed files are
# read as they are.
cat >r.ndjson <<'END'
{"id":"1","guard":"SD |taxa","text":"Ledamöterna från SD reserverar sig mot beslutet."}
{"id":"2","guard":"SD |taxa","text":"Ledamoterna fran SD reserverar sig mot beslutet."}
{"id":"3","guard":"SD |parkering","text":"Ledamöterna från SD reserverar sig mot beslutet."}
{"id":"4","guard":7,"refers_id":"1","text":"Likalydande reservation som i kulturnämnden."}
END
gzip -k r.ndjson
renskrift dedup --format text r.ndjson
renskrift dedup r.ndjson.gz >a && renskrift dedup r.ndjson | cmp - a
# The same in an index, and as filters.
renskrift dedup --index i r.ndjson.gz | cmp - a
renskrift dedup --sketch r.ndjson.gz | grep text/1 | renskrift dedup --group | cut -d, -f3-
