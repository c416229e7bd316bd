# needs: ocr
# Pages at work are given up at once: here the worker is held fast, so that its page would
# take until --page-timeout. What was written before is kept.
for command in "ocr -j1 --text-layer ignore -o out/" "run -q -j1 -o results"; do
  # shellcheck disable=SC2086 # words of a command
  renskrift $command "$ROOT/tests/data/ocr/rad.png" "$SAMPLES/social-protokoll.pdf" &
  pid=$!
  worker=
  while [ -z "$worker" ]; do
    sleep 0.02
    kill -0 $pid || exit
    worker=$(cat /proc/$pid/task/*/children)
  done
  while [ "$command" != "${command#ocr}" ] && ! [ -f out/rad.txt ] && kill -0 $pid; do sleep 0.02; done
  # shellcheck disable=SC2046 # the worker of the moment
  kill -STOP $(cat /proc/$pid/task/*/children)
  start=$(date +%s)
  kill -TERM $pid
  wait $pid
  echo "${command%% *}: $?"
  [ $(($(date +%s) - start)) -lt 20 ] && echo "at once"
done
cat out/rad.txt
ls out
