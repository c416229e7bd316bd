# needs: model ocr
# Corrected words in every format: a word broken over a line end is one. What keeps a PDF from being PDF/A-2b.
pdf=$SAMPLES/kallelse.pdf
renskrift ocr -v --text-layer keep --correct --format text,hocr,alto,ndjson,pdf -o o/ "$pdf" 2>&1 | sed -n 's/.*: no PDF/no PDF/p'
grep -c 'försko-$' o/kallelse.txt
grep -o 'försko.</span>' o/kallelse.hocr
grep -o 'SUBS_TYPE[^/]*' o/kallelse.alto.xml
grep -o '"text":"försko"[^}]*}' o/kallelse.page.ndjson
"$CHECK_SCHEMA" "$FORMATS" o/kallelse.page.ndjson
qpdf --check o/kallelse.pdf >said 2>&1 || cat said
renskrift ocr --text-layer keep --correct --model nowhere.renmodel "$pdf" || echo "status $?"
