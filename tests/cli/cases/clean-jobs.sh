# needs: model
# The same bytes for any number of jobs, to one place and to many.
i=0
while [ $i -lt 12 ]; do
  { echo "Arende $i"; echo; cat "$DATA/skadad.txt"; } >in$i.txt
  i=$((i + 1))
done
renskrift clean -j1 --edits 1.ndjson in*.txt >1.txt
renskrift clean -j4 --edits 4.ndjson in*.txt >4.txt
cmp 1.txt 4.txt
cmp 1.ndjson 4.ndjson
renskrift clean -j3 -o out/ in*.txt
cat out/in0.txt out/in1.txt out/in10.txt out/in11.txt out/in[2-9].txt | cmp - 1.txt
