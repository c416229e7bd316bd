#!/bin/sh
# Speed of encoding repair on one core, as Markdown:
#   tests/bench/encoding_speed.sh [--build DIR] [--shared DIR] [TEXT]
# TEXT: clean Swedish text, UTF-8, 8 MB or more, not the same lines again and again. Default:
# the middle of SHARED/corpus/riksdag_mot_2018_20.txt.xz. SHARED: ../shared.
#
# The text is measured as it is, without its letters (clean ASCII), and with every line
# broken in each way. Speeds are of user time, the least of three runs; the whole command
# with reading, writing and start-up is measured. ftfy is measured beside it if python3 has it.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$root/build/release
shared=$root/../shared
text=""
while [ $# -gt 0 ]; do
  case $1 in
    --build) build=$2; shift ;;
    --shared) shared=$2; shift ;;
    *) text=$1 ;;
  esac
  shift
done
corpus=$shared/corpus/riksdag_mot_2018_20.txt.xz
if [ -z "$text" ] && [ ! -f "$corpus" ]; then
  echo "no text: give one, or --shared" >&2
  exit 0
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
if [ -z "$text" ]; then
  text=$scratch/text
  xz -dc "$corpus" 2>/dev/null | tail -c +4000000 | head -c 16000000 | sed '1d;$d' >"$text"
fi

python3 - "$text" "$scratch" <<'BREAK'
import sys
text = open(sys.argv[1], encoding="utf-8", errors="ignore").read()
out = sys.argv[2] + "/"
plain = str.maketrans({"–": "-", "—": "-", "”": '"', "“": '"', "’": "'", "…": "...", "\u00a0": " ", "•": "-"})
shown = [bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(256)]
def as_cp1252(data): return "".join(shown[b] for b in data).encode()
named = dict(zip("åäöÅÄÖé–”§", ("&aring;", "&auml;", "&ouml;", "&Aring;", "&Auml;", "&Ouml;", "&eacute;", "&ndash;",
                               "&rdquo;", "&sect;")))
dos = text.translate(plain).encode("cp850", "replace")
kinds = {
    "0 clean, ASCII": text.translate(plain).translate(str.maketrans("åäöÅÄÖé", "aaoAAOe")).encode("ascii", "ignore"),
    "1 clean, å ä ö": text.encode(),
    "2 UTF-8 read as cp1252": as_cp1252(text.encode()),
    "3 cp1252, raw": text.encode("cp1252", "replace"),
    "4 cp850, raw": dos,
    "5 cp850 read as cp1252": as_cp1252(dos),
    "6 MacRoman read as cp1252": as_cp1252(text.encode("mac_roman", "replace")),
    "7 HTML entities": text.translate(str.maketrans(named)).encode(),
    "8 ISO 646-SE": text.translate(plain).translate(str.maketrans("åäöÅÄÖé", "}{|][\\e")).encode("ascii", "replace"),
}
for name, data in kinds.items(): open(out + name, "wb").write(data)
BREAK

printf '| text | MB | renskrift repair, MB/s | memory, MB |\n|---|---|---|---|\n'
for file in "$scratch"/[0-9]*; do
  python3 - "$build/bin/renskrift" "$file" <<'MEASURE'
import os, subprocess, sys
program, path = sys.argv[1:]
best = None
for _ in range(3):
    run = subprocess.Popen([program, "repair", "--jobs", "1", path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, used = os.wait4(run.pid, 0)
    if best is None or used.ru_utime < best.ru_utime: best = used
size = os.path.getsize(path) / 1e6
print(f"| {os.path.basename(path)[2:]} | {size:.1f} | {size / max(best.ru_utime, 1e-3):.0f} | {best.ru_maxrss / 1024:.0f} |")
MEASURE
done
if python3 -c 'import ftfy' 2>/dev/null; then
  head -c 1000000 "$scratch/2 UTF-8 read as cp1252" >"$scratch/part"
  python3 - "$scratch/part" <<'FTFY'
import ftfy, sys, time
lines = open(sys.argv[1], encoding="utf-8", errors="replace").readlines()
start = time.process_time()
for line in lines: ftfy.fix_text(line)
print(f"\nftfy {ftfy.__version__} on UTF-8 read as cp1252: {1 / (time.process_time() - start):.2f} MB/s")
FTFY
else
  printf '\nftfy is not there: pip install ftfy (in a venv) to have it measured.\n'
fi
