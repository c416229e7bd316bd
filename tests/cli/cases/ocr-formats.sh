# needs: ocr
# A PDF with a text layer, in every format.
pdf=$SAMPLES/kallelse.pdf
for format in text hocr alto tsv ndjson pdf; do
  renskrift ocr --text-layer keep --format $format "$pdf" >out.$format || echo "failed: $format"
done
grep -c . out.text
grep -c 'ocr_page' out.hocr
grep -c '<alto' out.alto
head -1 out.tsv | cut -f1-3
"$CHECK_SCHEMA" "$FORMATS" out.ndjson
head -c 5 out.pdf && echo
renskrift ocr --text-layer keep --format pdf,text,hocr,alto,tsv,ndjson -o all/ "$pdf" && ls all
for pair in text:txt hocr:hocr alto:alto.xml tsv:tsv ndjson:page.ndjson pdf:pdf; do
  cmp "out.${pair%:*}" "all/kallelse.${pair#*:}"
done
renskrift ocr --text-layer keep --format text,hocr "$pdf"
renskrift ocr --text-layer keep --format text,html -o all/ "$pdf"
renskrift ocr --text-layer keep --format text, -o all/ "$pdf"
cp "$pdf" . && renskrift ocr --text-layer keep --format text,pdf -o ./ kallelse.pdf
ls
renskrift ocr --text-layer keep -o d/ "$pdf" && cmp d/kallelse.txt out.text
renskrift ocr --text-layer keep --format tsv "$pdf" "$pdf"
renskrift ocr --text-layer keep --format tsv "$pdf" "$SAMPLES/byalag-skrivelse.png"
