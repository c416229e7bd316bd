#!/bin/sh
# Builds and runs every test. `./test.sh` installs what is missing (Debian 12), runs the
# tests of the release build and, under the address and undefined-behaviour sanitizers
# and the thread sanitizer, the unit tests and fuzz corpora.
#   ./test.sh --quick     the release build only
#   ./test.sh --fuzz [S]  fuzzes each target for S seconds (default 300) with libFuzzer
set -eu
cd "$(dirname "$0")"
. tools/packages.sh
jobs=$(nproc)

run_preset() { # preset, ctest arguments...
  preset=$1
  shift
  echo "== $preset"
  cmake --preset "$preset" >/dev/null
  cmake --build --preset "$preset" -j "$jobs" >"build/$preset/build.log" 2>&1 ||
    { tail -n 60 "build/$preset/build.log"; return 1; }
  ctest --test-dir "build/$preset" -j "$jobs" --output-on-failure "$@"
}

fuzz() {
  need_packages build run test
  for package in clang-14 libclang-rt-14-dev; do
    have_package $package || apt-get install -q -y --no-install-recommends $package >/dev/null
  done
  cmake --preset fuzz >/dev/null
  cmake --build --preset fuzz -j "$jobs" >build/fuzz/build.log 2>&1 || { tail -n 60 build/fuzz/build.log; return 1; }
  for target in build/fuzz/bin/fuzz_*; do
    name=$(basename "$target")
    found=build/fuzz/corpus/${name#fuzz_}
    mkdir -p "$found"
    echo "== $name, $1 s"
    "$target" -max_total_time="$1" -rss_limit_mb=2048 -max_len=4096 -print_final_stats=1 -artifact_prefix="build/fuzz/$name-" \
      "$found" "tests/fuzz/corpus/${name#fuzz_}" >"build/fuzz/$name.log" 2>&1 ||
      { tail -n 40 "build/fuzz/$name.log"; return 1; }
    grep -E 'stat::number_of_executed_units' "build/fuzz/$name.log" || true
  done
}

case ${1:-} in
  --fuzz)
    fuzz "${2:-300}"
    ;;
  --quick)
    need_packages build run test
    run_preset release
    ;;
  "")
    need_packages build run test
    run_preset release
    run_preset asan -R '^(unit|fuzz)\.'
    run_preset tsan -R '^unit\.'
    ;;
  *)
    sed -n '2,7s/^# \{0,1\}//p' "$0"
    exit 2
    ;;
esac
