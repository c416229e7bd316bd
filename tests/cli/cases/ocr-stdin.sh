# needs: ocr
# Standard input may be any kind of scan or a PDF; it leaves no file behind.
mkdir tmp
export TMPDIR=$PWD/tmp
renskrift ocr - <"$ROOT/tests/data/ocr/rad.png"
cat "$SAMPLES/kallelse.pdf" | renskrift ocr --pages 1 --text-layer keep - | head -3
cat "$ROOT/tests/data/ocr/rad.jpg" | renskrift ocr --format ndjson - - | grep -o '"file":"[^"]*"'
renskrift ocr --format pdf - <"$ROOT/tests/data/ocr/rad.png" | head -c 5
echo
mkdir out
renskrift ocr -o out "$ROOT/tests/data/ocr/rad.gif" - <"$ROOT/tests/data/ocr/rad.png"
ls out
ls -A tmp
renskrift ocr - </dev/null
echo "bara text" | renskrift ocr -
head -c 300 "$ROOT/tests/data/ocr/rad.png" | renskrift ocr -
echo $?
TMPDIR=$PWD/nowhere renskrift ocr - <"$ROOT/tests/data/ocr/rad.png"
