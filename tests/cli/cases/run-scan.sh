# needs: model ocr
# A scan and a PDF: pages, text, searchable PDF, records; then again without reading.
cp "$SAMPLES/byalag-skrivelse.png" "$SAMPLES/kallelse.pdf" .
renskrift run -j2 byalag-skrivelse.png kallelse.pdf -o out 2>/dev/null
(cd out && find . -type f | sort)
"$CHECK_SCHEMA" "$FORMATS" out/*.ndjson >/dev/null
head -c 5 out/byalag-skrivelse.pdf && echo
qpdf --check out/byalag-skrivelse.pdf >said 2>&1 || cat said
grep -ac '<pdfaid:part>2<' out/byalag-skrivelse.pdf
cp -r out again
renskrift run -j1 --steps encoding,lines kallelse.pdf byalag-skrivelse.png -o again 2>said
grep -c pages said
renskrift run -q -j1 byalag-skrivelse.png kallelse.pdf -o again
diff -r -x run.sqlite out again && echo the same
