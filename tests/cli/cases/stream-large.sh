# needs: model no-sanitizer
# Constant memory, whatever the length, and the same output however it arrives.
i=0
while [ $i -lt 10 ]; do cat "$DATA/protokoll.txt" "$DATA/skadad.txt"; echo; i=$((i + 1)); done >block.txt
i=0
while [ $i -lt 100 ]; do cat block.txt; i=$((i + 1)); done >hundred.txt
cat hundred.txt hundred.txt hundred.txt hundred.txt hundred.txt hundred.txt hundred.txt hundred.txt >large.txt
test "$(stat -c %s large.txt)" -gt 16000000 || echo "too small to be cut"
(ulimit -v 1000000; renskrift repair -j1 large.txt) | cmp - large.txt
renskrift join -j1 large.txt >file.txt
dd if=large.txt bs=777 2>/dev/null | renskrift join -j2 >pipe.txt
cmp file.txt pipe.txt
renskrift join --edits log.ndjson large.txt | renskrift clean --undo log.ndjson - | cmp - large.txt
