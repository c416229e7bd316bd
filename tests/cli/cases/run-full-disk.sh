# needs: model no-sanitizer
# A limit on file sizes stands in for a disk that fills up.
i=0
while [ $i -lt 40 ]; do cat "$DATA/skadad.txt"; i=$((i + 1)); done >x.txt
(ulimit -f 16; renskrift run -q x.txt -o out)
echo $?
renskrift run -q x.txt -o out && ls out
