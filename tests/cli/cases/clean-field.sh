# needs: model
# Only the named member changes; all other bytes pass through.
cat >records.ndjson <<'EOF'
{"id": 1,  "text":"Namnden beslutar att godkanna forslaget.", "n": 1.50, "x":"\u00e5"}

{"id": 2, "note": {"text": "Namnden"}, "text": "Ärendet är avgjort."}
{"id": 3, "text": "f\u00c3\u00b6rslaget och \ud83d\ude00", "text2": "forslaget"}
{"id": 4, "text": null}
EOF
renskrift clean --field text --edits log.ndjson records.ndjson
"$CHECK_SCHEMA" "$FORMATS" log.ndjson >/dev/null
grep -o '"file":"[^"]*"' log.ndjson | sort -u
