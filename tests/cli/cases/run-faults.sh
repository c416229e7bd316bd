# needs: ocr model
# A small version of tests/bench/faults.sh: workers killed, the program killed, a worker
# stopped at its deadline, damaged files among good ones. Good pages come out the same.
data=$ROOT/tests/data/ocr
mkdir in
cp "$data/notis.tif" "$data/rad.gif" "$data/rad-lzw.tif" in
cp "$data/rad.png" in/rad2.png
renskrift run -q in -o whole
same() {
  find "$1" -name '.*.??????' -delete
  diff -r -q -x 'run.sqlite*' whole "$1" && echo "$1: the same"
}
workers() { cat /proc/"$1"/task/*/children 2>/dev/null; }

renskrift run -q in -o workers &
pid=$!
kills=0
while [ $kills -lt 8 ] && kill -0 $pid 2>/dev/null; do
  sleep 0.1
  for worker in $(workers $pid); do kill -KILL "$worker" 2>/dev/null && kills=$((kills + 1)); done
done
wait $pid
echo "$?, workers killed: $([ $kills -ge 2 ] && echo some)"
same workers

for delay in 0.2 0.4 0.6; do
  renskrift run -q in -o parents &
  pid=$!
  sleep $delay
  kill -KILL $pid 2>/dev/null
  wait $pid
done 2>/dev/null
renskrift run -q in -o parents
same parents

renskrift run -q -j1 --page-timeout 5 in -o stopped &
pid=$!
while [ -z "$(workers $pid)" ]; do sleep 0.02; done
# shellcheck disable=SC2046 # a list of them
kill -STOP $(workers $pid)
wait $pid
echo $?
renskrift run -q in -o stopped
same stopped

cp -r in mixed
head -c 700 "$data/rad.png" >mixed/cut.png
{ head -c 600 "$data/rad.jp2"; head -c 900 /dev/zero; } >mixed/empty-end.jp2
printf 'II*\000\010\000\000\000\000\000\010\000\000\000' >mixed/loop.tif
head -c 400 "$SAMPLES/kallelse.pdf" >mixed/cut.pdf
printf 'P5 100000 9000 255\n.' >mixed/bomb.pgm
renskrift run -q -j1 mixed -o mixed-out
echo $?
for file in whole/*.txt; do cmp "$file" "mixed-out/${file#whole/}"; done
