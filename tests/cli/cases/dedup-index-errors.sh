# needs: model
record() { printf '{"id":"%s","text":"Vi reserverar oss mot beslutet om %s till förmån för eget yrkande."}\n' "$1" "$1"; }
echo hej >text
record a >a.ndjson
record b >b.ndjson
renskrift dedup --index none; echo "status $?"
renskrift dedup --index text a.ndjson; echo "status $?"
renskrift dedup --index text; echo "status $?"
cat text
renskrift dedup --index . a.ndjson; echo "status $?"
renskrift dedup --index missing/i a.ndjson; echo "status $?"
# made by a newer version: the number stands in the head of the file
renskrift dedup --index i a.ndjson
cp i newer && printf '\000\000\000\143' | dd of=newer bs=1 seek=60 conv=notrunc 2>/dev/null
renskrift dedup --index newer b.ndjson; echo "status $?"
# cut short
head -c 9000 i >short
renskrift dedup --index short b.ndjson; echo "status $?"
# no room: the index stays as it was
write_texts 60 3 >many.ndjson
cp i kept
(ulimit -f 64; renskrift dedup --index i many.ndjson); echo "status $?"
renskrift dedup -v --index i 2>&1 | grep texts
# options that do not go together
renskrift dedup --new a.ndjson; echo "status $?"
renskrift dedup --forget a a.ndjson; echo "status $?"
renskrift dedup --index i --new --pairs; echo "status $?"
