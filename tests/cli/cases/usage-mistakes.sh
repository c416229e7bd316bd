# Each gives one message and exit status 2, and touches nothing.
try() {
  renskrift "$@"
  echo "$? $*"
}
try clean --kep-lines x
try clean --min-confidence
try clean --min-confidence=2 x
try clean --min-confidence=0,5 x
try clean --format yaml x
try clean --steps encoding,wrong x
try clean --quiet=yes x
try clean -Z x
try clean --jobs 0 x
try clean --jobs=1.5 x
try clean --in-place
try clean --in-place -o y x
try clean --no-backup x
try clean --field a --format diff x
try clean --undo log a b
echo text >x.txt
try clean --from klingon x.txt
try compare onlyone
try run x
try run -o out
try ocr
try ocr --pages 3-1 x
try dedup --pairs --passages x
try dedup --pairs --format csv x
try report
try model
try model build -o x
try model build --tables a --corpus b -o x
try model build --tables a --hunspell sv_SE.aff -o x
ls -A
