#!/bin/sh
# Builds dedup_accuracy against the modules of a build folder and runs it:
#   tests/accuracy/dedup.sh BUILD [-n TEXTS] [-s SEED] [-j THREADS] [-c PARAGRAPHS] [-m MODEL] [-g]
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$1
shift
name=dedup_accuracy
here=$root/tests/accuracy
cc -std=c17 -D_GNU_SOURCE -O2 -g -Wall -Wextra ${CFLAGS:-} -I"$root/include" -I"$build/include" -o "$build/$name" \
  "$here/$name.c" "$here/dedup_texts.c" "$here/dedup_noise.c" "$here/dedup_sentences.c" \
  "$build"/libm_dedup.a "$build"/libm_text.a "$build"/libm_model.a "$build"/libm_base.a -ljansson -lxxhash -lpthread -lm
exec "$build/$name" "$@"
