# needs: model
# Where the new text does not fit the old one stays, and nothing is left lying about.
i=0
while [ $i -lt 3000 ]; do
  echo "$i Nämnden fÃ¶reslår en Ã¥tgärd."
  i=$((i + 1))
done >a.txt
gzip -k a.txt
cp a.txt kept
(ulimit -f 16; renskrift repair --in-place a.txt)
echo "status $?"
(ulimit -f 16; renskrift repair -o b.zst a.txt.gz) && zstd -dcq b.zst | wc -l
cmp a.txt kept
ls -A
