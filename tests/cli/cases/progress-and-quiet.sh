# needs: model
# The bar is drawn when asked for, never into a file by itself, never with -q.
cp "$DATA/skadad.txt" x.txt
renskrift clean x.txt 2>&1 >/dev/null | wc -c
renskrift clean --progress always x.txt 2>&1 >/dev/null | tr '\r\033' '\n\n' | grep -q 'cleaning .*MB' && echo drawn
renskrift clean -q --progress always x.txt 2>&1 >/dev/null | wc -c
renskrift clean -v x.txt 2>&1 >/dev/null | grep -c 'edits: '
