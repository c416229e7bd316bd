# needs: model no-sanitizer
# Constant memory, whatever the length, and the same output however it arrives.
i=0
while [ $i -lt 10 ]; do
  cat "$DATA/protokoll.txt" "$DATA/skadad.txt"
  echo
  i=$((i + 1))
done >block.txt
i=0
while [ $i -lt 100 ]; do
  cat block.txt
  i=$((i + 1))
done >hundred.txt
i=0
while [ $i -lt 25 ]; do
  cat hundred.txt
  i=$((i + 1))
done >large.txt
test "$(stat -c %s large.txt)" -gt 17000000 || echo "too small to be cut"
(ulimit -v 1000000; renskrift repair -j1 large.txt) | cmp - large.txt
renskrift join -j1 large.txt >file.txt
dd if=large.txt bs=777 2>/dev/null | renskrift join -j2 >pipe.txt
cmp file.txt pipe.txt
renskrift clean --steps lines --edits log.ndjson large.txt >joined.txt
renskrift clean --undo log.ndjson joined.txt | cmp - large.txt
