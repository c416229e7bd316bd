#!/bin/sh
# Builds lines_accuracy against the modules of a build folder and runs it:
#   tests/accuracy/lines.sh BUILD join|edits|cases|clean|oracle|stray|set|speed FILE
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$1
shift
program=$build/lines_accuracy
if [ ! -e "$program" ] || [ "$root/tests/accuracy/lines_accuracy.c" -nt "$program" ] || [ "$build/libm_lines.a" -nt "$program" ]; then
  cc -std=c17 -D_GNU_SOURCE -O2 -g -I"$root/include" -I"$build/include" -o "$program" \
    "$root/tests/accuracy/lines_accuracy.c" "$build"/libm_lines.a "$build"/libm_text.a "$build"/libm_model.a \
    "$build"/libm_base.a -lhyphen -ljansson -lxxhash -lpthread -lm
fi
exec "$program" "$@"
