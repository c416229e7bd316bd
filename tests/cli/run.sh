#!/bin/sh
# Runs one command-line case in a scratch folder and compares what it does.
#
#     run.sh PROGRAM_FOLDER CHECK_SCHEMA CASE.sh
#
# Beside CASE.sh stand what is expected: CASE.stdout and CASE.stderr (missing: nothing
# is printed there; "..." alone in CASE.stderr: anything) and CASE.status (missing: 0).
# A line in them is a shell pattern if it holds * or ?; a line "..." stands for any
# number of lines. "# needs: ocr" in the case skips it (status 77) where that is not
# there. With SET=1 in the environment the expected files are written instead.
set -u
PROGRAMS=$(cd "$1" && pwd)
CHECK_SCHEMA=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
export LC_ALL=C.UTF-8 TERM=dumb PROGRAMS CHECK_SCHEMA
case_file=$(cd "$(dirname "$3")" && pwd)/$(basename "$3")
stem=${case_file%.sh}
TESTS=$(cd "$(dirname "$0")" && pwd)
ROOT=$(cd "$TESTS/../.." && pwd)
DATA=$TESTS/data
SAMPLES=$ROOT/samples
FORMATS=$ROOT/docs/formats.md
export TESTS ROOT DATA SAMPLES FORMATS
PATH=$PROGRAMS:$PATH
unset RENSKRIFT_MODEL NO_COLOR SCRATCH

if grep -q '^# needs:.*ocr' "$case_file" && ! [ -x "$PROGRAMS/renskrift-worker" ]; then
  echo "skipped: no OCR in this build"
  exit 77
fi
if grep -q '^# needs:.*no-sanitizer' "$case_file" && [ -n "${SANITIZED:-}" ]; then
  echo "skipped: not with sanitizers"
  exit 77
fi
if grep -q '^# needs:.*model' "$case_file" && ! [ -f "$PROGRAMS/../share/renskrift/sv.renmodel" ]; then
  echo "skipped: the language data is not built (target language-data)"
  exit 77
fi

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/work"
(cd "$scratch/work" && exec sh -u "$case_file") >"$scratch/stdout" 2>"$scratch/stderr" </dev/null
status=$?

# Does the text in file $2 match the patterns in file $1?
matches() {
  exec 3<"$2"
  while IFS= read -r pattern <&4 || [ -n "$pattern" ]; do
    if [ "$pattern" = "..." ]; then
      # Any lines up to the one that the next pattern wants.
      IFS= read -r pattern <&4 || { exec 3<&-; return 0; }
      while IFS= read -r line <&3; do
        # shellcheck disable=SC2254 # a pattern is what it is
        case $line in $pattern) continue 2 ;; esac
      done
      return 1
    fi
    IFS= read -r line <&3 || return 1
    [ "$line" = "$pattern" ] && continue
    case $pattern in *[*?]*) ;; *) return 1 ;; esac
    # shellcheck disable=SC2254
    case $line in $pattern) ;; *) return 1 ;; esac
  done 4<"$1"
  ! IFS= read -r line <&3 # nothing may be left
}

compare() { # $1: stdout or stderr
  expected=$stem.$1
  [ -f "$expected" ] || expected=/dev/null
  cmp -s "$expected" "$scratch/$1" && return 0
  matches "$expected" "$scratch/$1" && return 0
  echo "--- $1 is not as expected:"
  diff -u "$expected" "$scratch/$1" | sed 1,2d
  return 1
}

if [ -n "${SET:-}" ]; then
  for kind in stdout stderr; do
    rm -f "$stem.$kind"
    [ ! -s "$scratch/$kind" ] || cp "$scratch/$kind" "$stem.$kind"
  done
  rm -f "$stem.status"
  [ "$status" = 0 ] || echo "$status" >"$stem.status"
  exit 0
fi

wanted=0
[ ! -f "$stem.status" ] || read -r wanted <"$stem.status"
failed=0
if [ "$status" != "$wanted" ]; then
  echo "--- exit status $status, expected $wanted"
  failed=1
fi
compare stdout || failed=1
compare stderr || failed=1
exit $failed
