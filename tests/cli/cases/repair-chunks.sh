# needs: model no-sanitizer
# The same output whatever the sizes of the reads: random chunks through a pipe.
i=0
while [ $i -lt 400 ]; do
  cat "$DATA/skadad.txt"
  printf 'N\204mnden beslutar att bif\206lla f\224rslaget %d.\n' $i
  printf 'Nämnden fÃ¶reslår att Ã…rsta byggs %d.\n\n' $i
  i=$((i + 1))
done >block
cat block block block block >text
renskrift repair -j1 text >whole
for seed in 1 2 3; do
  awk -v seed=$seed 'BEGIN { srand(seed); for (i = 0; i < 300; i++) print int(exp(rand() * 10)) + 1 }' >sizes
  { while read -r size <&3; do dd bs="$size" count=1 2>/dev/null; done; cat; } 3<sizes <text |
    renskrift repair -j$seed | cmp - whole
done
renskrift repair --explain text 2>notes | cmp - whole
test -s notes && echo explained
