# needs: model ocr
# A page of absurd size fails: a message, a record with the error, and the rest is done.
cat >two.pdf <<'EOF'
%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F 6 0 R>>>>>>endobj
4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 14000000 14000000]>>endobj
5 0 obj<</Length 83>>stream
BT /F 12 Tf 72 700 Td (Kommunen har tagit emot en skrivelse om vatten och avlopp.) Tj ET
endstream endobj
6 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
EOF
renskrift run -q --text-layer keep two.pdf -o out
echo $?
cat out/two.txt
grep -c '"error":null' out/two.page.ndjson
grep -o '"page":2.*"error":"[^"]*"' out/two.page.ndjson | grep -o '"error".*'
"$CHECK_SCHEMA" "$FORMATS" out/*.ndjson >/dev/null
grep -o '1 of 2 pages could not be read' out/report.html | head -1
