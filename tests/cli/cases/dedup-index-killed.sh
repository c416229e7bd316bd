# needs: model no-sanitizer
# Whenever it is killed, the index has all texts of the batch or none, and works on.
write_texts 400 5 >all.ndjson
head -n 200 all.ndjson >old.ndjson
tail -n 200 all.ndjson >new.ndjson
renskrift dedup --index kept old.ndjson >old.groups
cp kept copy && renskrift dedup --index copy new.ndjson >new.groups
for wait in 0 0.003 0.006 0.01 0.02 0.04 0.08 0.15 0.3 0.6; do
  cp kept i
  renskrift dedup --index i new.ndjson >got 2>&1 &
  sleep $wait
  kill -KILL $! 2>/dev/null
  wait $! 2>/dev/null
  renskrift dedup --index i >got || echo "status $?"
  cmp -s got old.groups || cmp -s got new.groups || echo "neither old nor new after $wait s"
  renskrift dedup --index i new.ndjson | cmp - new.groups
  rm -f i i-journal
done
