#!/bin/sh
# What happens when things go wrong, as Markdown.
#   tests/bench/faults.sh [--build DIR] [--python PYTHON] [--keep DIR] [--pages N] [--part NAME]...
# Small pages are made (faults_make.py; python3-pil) and read once undisturbed; then again
#   workers    while 200 workers, drawn by lot, are killed (SIGKILL)
#   parents    by `run -o DIR`, killed 50 times and started again
#   stopped    while 12 workers are stopped (SIGSTOP), so that pages reach their deadline;
#              then once more, which reads those pages again
#   disk       onto a disk that is full (a small tmpfs for root, else a limit on file sizes);
#              then with room
#   malformed  among 60 files that are cut, bent, looped or absurd
# Each time every good page has to be there and byte-identical to the undisturbed run, each
# bad file be named once, and the exit status be the one renskrift(1) tells. Exit status 1 if not.
# --keep DIR keeps everything there, and takes the pages and the undisturbed run from there.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$root/build/release
python=/usr/bin/python3
pages=300
parts=""
folder=""
while [ $# -gt 0 ]; do
  case $1 in
    --build) build=$2 ;;
    --python) python=$2 ;;
    --keep) folder=$2 ;;
    --pages) pages=$2 ;;
    --part) parts="$parts $2" ;;
    *) sed -n '2,4p' "$0" >&2; exit 2 ;;
  esac
  shift 2
done
renskrift=$build/bin/renskrift
if [ -z "$folder" ]; then
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
fi
mkdir -p "$folder"
failed=0
[ -d "$folder/good" ] || "$python" "$root/tests/bench/faults_make.py" "$folder" 7 "$pages" 60 || exit 2
good=$(find "$folder/good" -type f | wc -l)
bad=$(find "$folder/bad" -type f | wc -l)
if ! [ -f "$folder/whole/report.html" ]; then
  "$renskrift" run -q "$folder/good" -o "$folder/whole" || exit 2
fi

wanted() { case " $parts " in "  " | *" $1 "*) true ;; *) false ;; esac; }
say() { printf '| %s | %s | %s |\n' "$1" "$2" "$3"; }
lot() { shuf -i "$1-$2" -n 1; }
pause() { sleep "$(printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000)))"; }
children() { cat "/proc/$1"/task/*/children 2>/dev/null; }

# judge NAME FOLDER STATUS WANTED REMARK: the folder against the undisturbed one.
judge() {
  verdict="identical"
  find "$2" -name '.*.??????' -delete
  diff -r -q -x run.sqlite -x 'run.sqlite-*' "$folder/whole" "$2" >"$folder/diff" || verdict="DIFFERENT: $(head -1 "$folder/diff")"
  [ "$3" = "$4" ] || verdict="$verdict, EXIT STATUS $3 instead of $4"
  [ "$verdict" = identical ] || failed=1
  say "$1" "$5" "$verdict"
}

# signal_workers PID COUNT SIGNAL LEAST MOST: by lot, milliseconds apart, while PID runs.
signal_workers() {
  done_so_far=0
  while [ "$done_so_far" -lt "$2" ] && kill -0 "$1" 2>/dev/null; do
    pause "$(lot "$4" "$5")"
    victim=$(children "$1" | tr ' ' '\n' | grep . | shuf -n 1)
    [ -n "$victim" ] && kill -"$3" "$victim" 2>/dev/null && done_so_far=$((done_so_far + 1))
  done
}

workers() {
  rm -rf "$folder/workers"
  "$renskrift" run -q "$folder/good" -o "$folder/workers" 2>"$folder/workers.log" &
  pid=$!
  signal_workers $pid 200 KILL 50 600
  wait $pid
  judge "workers killed" "$folder/workers" $? 0 "$done_so_far workers killed in $pages pages"
}

parents() {
  rm -rf "$folder/parents"
  kills=0
  while [ $kills -lt 50 ]; do
    "$renskrift" run -q "$folder/good" -o "$folder/parents" 2>>"$folder/parents.log" &
    pid=$!
    pause "$(lot 100 6000)"
    kill -KILL $pid 2>/dev/null && kills=$((kills + 1))
    wait $pid
  done 2>/dev/null
  "$renskrift" run -q "$folder/good" -o "$folder/parents" 2>>"$folder/parents.log"
  judge "program killed" "$folder/parents" $? 0 "$kills times"
}

stopped() {
  rm -rf "$folder/stopped"
  "$renskrift" run -q --page-timeout 10 "$folder/good" -o "$folder/stopped" 2>"$folder/stopped.log" &
  pid=$!
  signal_workers $pid 12 STOP 2000 5000
  wait $pid
  status=$?
  late=$(grep -c 'page [0-9]*: took longer than 10 s' "$folder/stopped.log")
  all=$(wc -l <"$folder/stopped.log")
  verdict="each named, once"
  if [ $status != 1 ] || [ "$late" != "$all" ] || [ "$late" -gt "$done_so_far" ]; then
    verdict="EXIT STATUS $status, $late of $all messages"
    failed=1
  fi
  say "deadline hit" "$done_so_far workers stopped, $late pages given up" "$verdict"
  "$renskrift" run -q "$folder/good" -o "$folder/stopped" 2>"$folder/stopped.log"
  judge "the same once more" "$folder/stopped" $? 0 "those pages read again"
}

disk() {
  rm -rf "$folder/disk"
  mkdir "$folder/disk"
  if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=400k none "$folder/disk" 2>/dev/null; then
    how="a disk of 400 kB"
    "$renskrift" run -q "$folder/good" -o "$folder/disk" 2>"$folder/disk.log"
    status=$?
    mount -o remount,size=100m "$folder/disk"
  else
    how="files of at most 128 kB"
    (ulimit -f 256; exec "$renskrift" run -q "$folder/good" -o "$folder/disk" 2>"$folder/disk.log")
    status=$?
  fi
  verdict="exit status 4, one message"
  if [ $status != 4 ] || [ "$(wc -l <"$folder/disk.log")" != 1 ]; then
    verdict="EXIT STATUS $status, $(wc -l <"$folder/disk.log") messages"
    failed=1
  fi
  say "disk full" "$how" "$verdict"
  "$renskrift" run -q "$folder/good" -o "$folder/disk" 2>>"$folder/disk.log"
  judge "the same with room" "$folder/disk" $? 0 "goes on"
  umount "$folder/disk" 2>/dev/null
}

# Good files give what they gave alone; of the bad ones each is named, by one message a page.
malformed() {
  rm -rf "$folder/mixed" "$folder/among"
  mkdir "$folder/mixed"
  cp "$folder"/good/* "$folder"/bad/* "$folder/mixed"
  "$renskrift" run -q "$folder/mixed" -o "$folder/among" 2>"$folder/malformed.log"
  status=$?
  lost=0 silent=0 read=0 twice=0
  for file in "$folder"/good/*; do
    name=$(basename "$file")
    for result in "$folder/whole/${name%.*}".*; do
      sed "s|$folder/mixed/|$folder/good/|g" "$folder/among/${result##*/}" 2>/dev/null | cmp -s - "$result" || lost=$((lost + 1))
    done
  done
  for file in "$folder"/bad/*; do
    name=$(basename "$file")
    said=$(grep -c -F "/$name: " "$folder/malformed.log")
    if [ "$said" = 0 ] && grep -q '"error":null' "$folder/among/${name%.*}.page.ndjson" 2>/dev/null; then
      read=$((read + 1)) # nothing that a decoder could notice
      echo "could be read: $name" >>"$folder/malformed.log"
    elif [ "$said" = 0 ]; then
      silent=$((silent + 1))
      echo "said nothing: $name" >>"$folder/malformed.log"
    fi
    [ "$(grep -F "/$name: " "$folder/malformed.log" | sort | uniq -d | wc -l)" = 0 ] || twice=$((twice + 1))
  done
  verdict="good ones identical, each bad one named once"
  if [ $status != 1 ] || [ $((lost + silent + twice)) != 0 ]; then
    verdict="EXIT STATUS $status; $lost good files DIFFER, $silent bad ones SILENT, $twice named twice"
    failed=1
  fi
  say "malformed files" "$bad bad ones among $good good ones; of $read something could be read" "$verdict"
}

echo "# Faults, $(date -I), $(git -C "$root" describe --always --dirty), $pages pages in $good files, $(nproc) cores"
echo
echo '| fault | how much | outcome |'
echo '|---|---|---|'
for part in workers parents stopped disk malformed; do
  if wanted $part; then $part; fi
done
exit $failed
