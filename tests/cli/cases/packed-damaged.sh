# needs: model
# Cut short, damaged, followed by something else: named, nothing put into place.
i=0
while [ $i -lt 300 ]; do
  echo "$i Nämnden fÃ¶reslår en Ã¥tgärd nummer $((i * 7919 % 1000))."
  i=$((i + 1))
done >a.txt
gzip -k a.txt
zstd -q -k a.txt
head -c 700 a.txt.gz >cut.gz
head -c 700 a.txt.zst >cut.zst
{ head -c 400 a.txt.gz; printf 'XXXX'; tail -c +405 a.txt.gz; } >hit.gz
{ head -c 400 a.txt.zst; printf 'XXXX'; tail -c +405 a.txt.zst; } >hit.zst
{ cat a.txt.gz; echo more; } >more.gz
{ cat a.txt.zst; echo more; } >more.zst
head -c 8 a.txt.gz >head.gz
for file in cut.gz cut.zst hit.gz hit.zst more.gz more.zst head.gz; do
  cp $file kept
  renskrift repair --in-place $file
  echo "status $?"
  cmp $file kept
done
renskrift repair -o made.txt cut.gz
cat cut.zst | renskrift repair >/dev/null
echo "status $?"
ls
