#!/usr/bin/env bash
# instructions.sh PROGRAM [NUMBERS]: counts the instructions of a match at 31,000 trials with callgrind and compares
# them with the last line of NUMBERS (instructions.txt beside this script). PROGRAM: match-instructions of a release
# build. Exit code: 0 within 3 %, 1 beyond, in either direction; 77 (skipped) where valgrind is missing or the
# numbers are of another compiler or other instructions.
set -euo pipefail

if [ $# -lt 1 ] || [ $# -gt 2 ]; then
  echo "usage: instructions.sh PROGRAM [NUMBERS]" >&2
  exit 2
fi
program=$1
numbers=${2:-$(dirname "$0")/instructions.txt}
if ! command -v valgrind >/dev/null; then
  echo "skipped: valgrind is missing (deploy/setup.sh --test)"
  exit 77
fi

# date, instructions a match, build between brackets, reason.
last=$(grep -v '^#' "$numbers" | tail -n 1)
expected=$(awk '{print $2}' <<<"$last")
expected_build=$(sed 's/^[^[]*\[\([^]]*\)\].*/\1/' <<<"$last")

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
if ! valgrind --tool=callgrind --instr-atstart=no --callgrind-out-file="$scratch/out" "$program" \
  >"$scratch/said" 2>"$scratch/log"; then
  tail -n 20 "$scratch/log" >&2
  exit 1
fi
matches=$(awk '$1 == "matches" {print $2}' "$scratch/said")
build=$(sed -n 's/^build //p' "$scratch/said")
total=$(awk '$1 == "totals:" {print $2}' "$scratch/out")
found=$((total / matches))

echo "$found instructions a match at 31,000 trials [$build]; expected $expected"
if [ "$build" != "$expected_build" ]; then
  echo "skipped: the number is of another build [$expected_build]"
  exit 77
fi
off=$(((found - expected) * 1000 / expected))
if [ "${off#-}" -gt 30 ]; then
  echo "that is $((off / 10)) % off. Where it is meant so, add a line with the reason to $numbers:"
  echo "$(date -u +%Y-%m-%d) $found [$build] REASON"
  exit 1
fi
