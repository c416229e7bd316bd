# needs: model
cat >r.ndjson <<'EOF'
{"id":"a","text":"Vi yrkar att nämnden avslår förslaget om höjd taxa för idrottshallarna och återkommer med ett nytt."}
{"id":"b"}
oj
{"id":"c","text":"Vi yrkar att nämnden avslår förslaget om höjd taxa för idrottshallarna och återkommer med ett nytt."}
EOF
renskrift dedup --pairs r.ndjson | cut -d, -f2-4
