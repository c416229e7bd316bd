# needs: model
# SIGTERM stops cleanly with 130.
i=0
mkdir in
while [ $i -lt 300 ]; do
  { echo "Protokoll nummer $i"; echo; cat "$DATA/skadad.txt" "$DATA/skadad.txt"; } >in/doc$i.txt
  i=$((i + 1))
done
renskrift run -j1 in -o out &
pid=$!
sleep 0.4
kill -TERM $pid
wait $pid
