#!/bin/sh
# Builds consensus_accuracy in a build folder and runs it:
#   tests/accuracy/consensus.sh BUILD [-n DAMAGED] [-s SEED] [-m MODEL] [-c TEXT] [-k COPIES] [-l LEVEL] [-v 1]
set -eu
build=$1
shift
cmake --build "$build" --target consensus_accuracy >/dev/null
exec "$(find "$build" -name consensus_accuracy -type f | head -n 1)" "$@"
