# needs: model
cp "$DATA/sidor.page.ndjson" kultur.page.ndjson
renskrift reservations kultur.page.ndjson
# two documents in one file have no pages in common
{ cat kultur.page.ndjson; sed 's/kulturnamnden.pdf/annan.pdf/' kultur.page.ndjson; } >alla.ndjson
renskrift reservations alla.ndjson
