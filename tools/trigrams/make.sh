#!/bin/sh
# Makes normalize/dedup/letter_trigrams.h again from sound Swedish text:
#   tools/trigrams/make.sh BUILD TEXT...
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$1
shift
cc -std=c17 -D_GNU_SOURCE -O2 -Wall -Wextra -I"$root/include" -I"$build/include" -I"$root/base" -I"$root/normalize" \
  -o "$build/letter_trigrams" "$root/tools/trigrams/letter_trigrams.c" \
  "$build"/libm_dedup.a "$build"/libm_text.a "$build"/libm_model.a "$build"/libm_base.a -ljansson -lxxhash -lpthread -lm
cat "$@" | "$build/letter_trigrams" >"$root/normalize/dedup/letter_trigrams.h"
