#!/bin/sh
# Builds segment_accuracy against the modules of a build folder and runs it:
#   tests/accuracy/segment.sh BUILD [-v[N]] [FILE...]      (default: tests/golden/segment)
#   tests/accuracy/segment.sh BUILD --speed FILE
#   tests/accuracy/segment.sh BUILD --blocks FILE...
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$1
shift
program=$build/segment_accuracy
cc -std=c17 -D_GNU_SOURCE -O2 -g -I"$root/include" -I"$build/include" -o "$program" \
  "$root/tests/accuracy/segment_accuracy.c" "$root/tests/accuracy/segment_damage.c" \
  "$build"/libm_clean.a "$build"/libm_encoding.a "$build"/libm_lines.a "$build"/libm_correct.a \
  "$build"/libm_segment.a "$build"/libm_text.a "$build"/libm_model.a \
  "$build"/libm_base.a -lhyphen -lutf8proc -ljansson -lxxhash -lpthread -lm
case "${1-}" in
--*) exec "$program" "$@" ;;
-v*) how=$1; shift; [ $# -gt 0 ] || set -- "$root"/tests/golden/segment/*.txt; exec "$program" "$how" "$@" ;;
*) [ $# -gt 0 ] || set -- "$root"/tests/golden/segment/*.txt; exec "$program" "$@" ;;
esac
