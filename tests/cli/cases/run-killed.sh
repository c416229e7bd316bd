# needs: model
# SIGKILL at any moment: the same command goes on, nothing half-written is left.
i=0
mkdir in
while [ $i -lt 40 ]; do
  { echo "Protokoll nummer $i"; echo; cat "$DATA/skadad.txt" "$DATA/radbruten.txt"; } >in/doc$i.txt
  i=$((i + 1))
done
renskrift run -q in -o whole
for delay in 0.02 0.05 0.1 0.2 0.3 0.5; do
  renskrift run -q in -o killed &
  pid=$!
  sleep $delay
  kill -9 $pid 2>/dev/null
  wait $pid
done 2>/dev/null
renskrift run -q in -o killed
find killed -name '.*.??????' -delete
diff -r -x run.sqlite whole killed && echo the same
