# needs: ocr model
# A scan, then a text, from standard input; the same once more goes on with what is there.
cat "$ROOT/tests/data/ocr/notis.tif" | renskrift run -q - -o out
ls out
grep -o '"file":"[^"]*"' out/stdin.page.ndjson | sort -u
grep -c . out/stdin.txt
cp -r out first
cat "$ROOT/tests/data/ocr/notis.tif" | renskrift run -q - -o out
diff -r -x 'run.sqlite*' first out && echo the same
renskrift run -q - -o texts <"$DATA/skadad.txt"
ls texts
