# needs: model ocr
# Each bad input is named, the good one is done.
: >empty.txt
head -c 3000 "$SAMPLES/social-protokoll.pdf" >truncated.pdf
printf '%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n' >nopages.pdf
head -c 500 "$SAMPLES/aldre-protokoll.tif" >truncated.tif
head -c 4000 /dev/urandom >random.dat
mkdir nothing
cp "$DATA/protokoll.txt" good.txt
renskrift run -q empty.txt truncated.pdf nopages.pdf truncated.tif random.dat nothing nowhere.txt good.txt -o out
echo $?
cmp out/good.txt good.txt
renskrift run -q empty.txt nothing -o out2
echo $?
ls out2 2>/dev/null | wc -l
