# needs: model
# Other options for cleaning, other inputs: the folder can be used again.
cp "$DATA/skadad.txt" a.txt
cp "$DATA/protokoll.txt" b.txt
renskrift run -q a.txt -o out
renskrift run -q --steps encoding,lines a.txt b.txt -o out
cmp out/a.txt a.txt && cmp out/b.txt b.txt
renskrift run -q b.txt -o out
cut -d, -f2-3 out/reservations.ndjson | grep -c a.txt
renskrift report -q out && test -s out/report.html && grep -c 'not among the inputs' out/report.html
