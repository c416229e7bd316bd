#!/bin/sh
# Builds encoding_accuracy against the modules of a build folder and runs it:
#   tests/accuracy/encoding.sh BUILD pairs|clean|own|broken|together|words|raw|texts|kinds|halves|mixed|explain|filter [FILE...]
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$1
shift
program=$build/encoding_accuracy
if [ ! -e "$program" ] || [ -n "$(find "$root"/tests/accuracy/encoding_*.[ch] "$build"/libm_encoding.a -newer "$program")" ]; then
  cc -std=c17 -D_GNU_SOURCE -O2 -g -I"$root/include" -I"$build/include" -I"$root/base" -o "$program" \
    -I"$root/tests/accuracy" "$root"/tests/accuracy/encoding_*.c "$build"/libm_encoding.a "$build"/libm_text.a \
    "$build"/libm_model.a "$build"/libm_base.a -lutf8proc -ljansson -lxxhash -lpthread -lm
fi
exec "$program" "$@"
