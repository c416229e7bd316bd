#!/bin/sh
# Builds dedup_accuracy (or, with PROGRAM set, another dedup_* program) against the modules
# of a build folder and runs it:
#   tests/accuracy/dedup.sh BUILD [-n TEXTS] [-s SEED] [-j THREADS] [-c PARAGRAPHS] [-m MODEL] [-g]
#   PROGRAM=dedup_consensus tests/accuracy/dedup.sh BUILD [...]
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$1
shift
name=${PROGRAM:-dedup_accuracy}
here=$root/tests/accuracy
cc -std=c17 -D_GNU_SOURCE -O2 -g -Wall -Wextra ${CFLAGS:-} -I"$root/include" -I"$build/include" -o "$build/$name" \
  "$here/$name.c" "$here/dedup_texts.c" "$here/dedup_noise.c" "$here/dedup_sentences.c" \
  "$build"/libm_dedup.a "$build"/libm_text.a "$build"/libm_model.a "$build"/libm_base.a -ljansson -lxxhash -lpthread -lm
exec "$build/$name" "$@"
