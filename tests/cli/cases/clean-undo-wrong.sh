# needs: model
renskrift clean --edits log.ndjson "$DATA/skadad.txt" >/dev/null
cp "$DATA/radbruten.txt" other.txt
renskrift clean --undo log.ndjson other.txt
