# needs: model
# Byte for byte the same for one job and for four, and when run again.
i=0
mkdir in
while [ $i -lt 9 ]; do
  { echo "Protokoll nummer $i"; echo; cat "$DATA/skadad.txt"; } >in/skadad$i.txt
  i=$((i + 1))
done
cp "$DATA/protokoll.txt" in/good.txt
renskrift run -q -j1 in -o one
renskrift run -q -j4 in -o four
diff -r -x run.sqlite one four
renskrift run -q -j4 in -o one
diff -r -x run.sqlite one four && echo the same
