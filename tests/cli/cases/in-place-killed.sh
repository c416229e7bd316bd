# needs: model no-sanitizer
# Whenever it is killed, each file is the old one or the new one, and the old one is kept.
i=0
while [ $i -lt 4000 ]; do
  echo "$i Nämnden fÃ¶reslår en Ã¥tgärd nummer $((i * 7919 % 1000))."
  i=$((i + 1))
done >old
renskrift repair old >new
mkdir d
i=0
while [ $i -lt 40 ]; do
  cp old d/$i.txt
  i=$((i + 1))
done
for wait in 0.02 0.05 0.08 0.12 0.2; do
  renskrift repair -q --in-place d &
  sleep $wait
  kill -KILL $! 2>/dev/null
  wait $! 2>/dev/null
  for file in d/*.txt; do
    cmp -s $file old || cmp -s $file new || echo "$file is neither"
    cmp -s $file old || cmp -s $file~ old || echo "$file has no backup"
  done
done
renskrift repair -q --in-place d
for file in d/*.txt; do cmp $file new && cmp $file~ old; done
ls d | grep -c '~$'
