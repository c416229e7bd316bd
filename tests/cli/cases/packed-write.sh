# needs: model
# The name says how a new file is packed; in place it stays as it was.
printf 'Nämnden fÃ¶reslår en Ã¥tgärd.\n' >a.txt
gzip -k a.txt
zstd -q -k a.txt
mkdir in
cp a.txt.gz in/c.txt
cp a.txt.gz in/d.gz
renskrift repair -o x.gz a.txt
renskrift repair -o x.zst a.txt.gz
renskrift repair -o out/ in
renskrift repair -o plain a.txt.zst --edits log.ndjson.gz
gzip -dc x.gz
zstd -dcq x.zst
cat out/c.txt
gzip -dc out/d.gz
cat plain
gzip -dc log.ndjson.gz | "$CHECK_SCHEMA" "$FORMATS"
renskrift repair -q --in-place a.txt.gz a.txt.zst
gzip -dc a.txt.gz
zstd -dcq a.txt.zst
gzip -dc <a.txt.gz~
ls
