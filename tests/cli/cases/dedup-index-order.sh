# needs: model
# However the texts come, in whatever order and batches, an index gives what one run over
# all of them gives, byte for byte.
write_texts 300 11 | LC_ALL=C sort >all.ndjson
renskrift dedup all.ndjson >groups
renskrift dedup --pairs all.ndjson >pairs
for seed in 1 2 3; do
  awk -v seed=$seed 'BEGIN {srand(seed)} {printf "%.9f\t%s\n", rand(), $0}' all.ndjson | LC_ALL=C sort | cut -f2- >mixed
  awk -v seed=$seed 'BEGIN {srand(seed)} {if (rand() < 0.01 * seed) batch++; print >("batch." (batch + 100))}' mixed
  for batch in batch.*; do renskrift dedup --index i$seed $batch >got || echo "status $?"; done
  cmp got groups && renskrift dedup --index i$seed --pairs | cmp - pairs
  ls batch.* | wc -l | awk '{print ($1 > 1 ? "several batches" : "one batch")}'
  rm batch.*
done
# What was known is not worked on again; another bar is another question.
renskrift dedup --min-similarity 0.9 all.ndjson >strict
renskrift dedup --min-similarity 0.9 --index i1 | cmp - strict
renskrift dedup -j3 --index i1 all.ndjson | cmp - groups
