# needs: model
# Bytes that nothing explains are reported with their place in the file, also far into a
# stream, and kept in the log.
i=0
while [ $i -lt 30000 ]; do
  echo "§ $i Nämnden beslutar enligt förslaget."
  i=$((i + 1))
done >far.txt
printf 'Sista \303 raden \303.\n' >>far.txt
grep -abo Sista far.txt
renskrift repair --from utf-8 far.txt | tail -n 1
cat far.txt | renskrift repair -q --from utf-8 --edits log.ndjson.gz -o made.txt.zst
renskrift clean --undo log.ndjson.gz made.txt.zst | cmp - far.txt
gzip -c far.txt | renskrift repair -q --from utf-8 --invalid fail -o failed.txt
cat far.txt | renskrift correct | wc -c
ls
printf 'a;b\n1;f\303x\n' | renskrift repair --from utf-8 --column b
renskrift repair --from utf-8 --dry-run far.txt
renskrift repair --from klingon far.txt
