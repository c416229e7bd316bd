# needs: model
# The log gives every original back, whatever was wrong with it.
cat "$DATA/skadad.txt" >a.txt
printf 'N\344mnden beslu-\ntar att \205ndra\r\n\r\nF\366rslaget. \377\n' >b.txt
cp "$DATA/radbruten.txt" c.txt
renskrift clean --edits log.ndjson -o out/ a.txt b.txt c.txt
for file in a.txt b.txt c.txt; do
  renskrift clean --undo log.ndjson out/$file | cmp - $file
done
renskrift clean --edits - -o out.txt a.txt | renskrift clean --undo /dev/stdin out.txt | cmp - a.txt
"$CHECK_SCHEMA" "$FORMATS" log.ndjson >/dev/null
