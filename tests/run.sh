#!/usr/bin/env bash
# run.sh [--quick | --sanitizers-only | --real-data] [--no-setup]
#
# Sets the machine up, builds, and runs all tests: the release build with everything, AddressSanitizer and
# UndefinedBehaviorSanitizer with everything that runs product code, ThreadSanitizer with everything below service/.
# A later run builds only what changed. The last line counts the runs of tests over all builds.
#
#   --quick             the release build only
#   --sanitizers-only   the two sanitizer builds only
#   --real-data         the release build, and of its tests those on real records, patients and terminologies, with
#                       what they report
#   --no-setup          install nothing
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

presets=(release asan tsan)
chosen=()
setup=yes
for argument in "$@"; do
  case "$argument" in
    --quick) presets=(release) ;;
    --sanitizers-only) presets=(asan tsan) ;;
    --real-data)
      presets=(release)
      chosen=(--label-regex real --verbose)
      ;;
    --no-setup) setup=no ;;
    *)
      sed -n '2,/^set /{s/^# \{0,1\}//;/^set /!p}' "$0" >&2
      exit 2
      ;;
  esac
done

if [ "$setup" = yes ]; then
  deploy/setup.sh --test
fi

# The sanitizers of g++ 12 cannot place their shadow memory where the kernel spreads addresses over 32 bits.
fixed_addresses=()
if setarch "$(uname -m)" -R true 2>/dev/null; then
  fixed_addresses=(setarch "$(uname -m)" -R)
fi

# build PRESET: configures and builds; says little unless it fails.
build() {
  local log=build/$1.log
  mkdir -p build
  echo "== $1: building"
  if ! { cmake --preset "$1" && cmake --build --preset "$1"; } >"$log" 2>&1; then
    grep -E -A 20 'FAILED|error|Error' "$log" | head -n 200 || tail -n 100 "$log"
    echo "== $1: the build failed; $log has all of it"
    return 1
  fi
}

# The count NAME in the summary of the suite that ctest wrote to FILE.
count() {
  local value
  value=$(grep -m 1 -oE "[[:space:]]$1=\"[0-9]+\"" "$2" | tr -dc 0-9) || value=0
  echo "$value"
}

passed=0 failed=0 skipped=0 status=0
for preset in "${presets[@]}"; do
  if ! build "$preset"; then
    status=1
    failed=$((failed + 1))
    continue
  fi
  echo "== $preset: testing"
  wrapper=()
  [ "$preset" = release ] || wrapper=("${fixed_addresses[@]}")
  results=$PWD/build/$preset.xml
  rm -f "$results"
  bad=0
  "${wrapper[@]}" ctest --preset "$preset" "${chosen[@]}" --output-junit "$results" </dev/null || bad=1
  if [ -f "$results" ]; then
    not_run=$(($(count skipped "$results") + $(count disabled "$results")))
    skipped=$((skipped + not_run))
    passed=$((passed + $(count tests "$results") - $(count failures "$results") - not_run))
    failures=$(count failures "$results")
    # ctest also fails for what it could not run at all.
    [ "$bad" -eq 0 ] || [ "$failures" -gt 0 ] || failures=1
  else
    failures=1
  fi
  failed=$((failed + failures))
  [ "$failures" -eq 0 ] || status=1
done

echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
