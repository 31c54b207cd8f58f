#!/usr/bin/env bash
# python_example_test.sh SERVER PYTHON: generates the Python stubs as client/python/README.md says and runs the example
# against the server. Exit code 77: skipped, as neither the distribution's gRPC for Python nor the registry's is here.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$root/tests/e2e/server.sh"
server=$1
export PYTHON=$2 PYTHONDONTWRITEBYTECODE=1

scratch=$(mktemp -d)
server_pid=
cleanup() {
  [ -z "$server_pid" ] || kill -KILL "$server_pid" 2>/dev/null || true
  rm -rf "$scratch"
}
trap cleanup EXIT

if ! { "$PYTHON" -c 'import grpc, google.protobuf' 2>/dev/null && command -v grpc_python_plugin >/dev/null; }; then
  tools=$root/build/tools/python-grpc-1.85.1
  if [ ! -d "$tools" ]; then
    fresh=$(mktemp -d)
    if ! { "$PYTHON" -m venv "$fresh" && "$fresh/bin/python" -m pip install --quiet --disable-pip-version-check \
      --retries 1 --timeout 20 --only-binary :all: grpcio==1.85.1 grpcio-tools==1.85.1; } >"$scratch/log" 2>&1; then
      tail -n 3 "$scratch/log"
      rm -rf "$fresh"
      echo "skipped: no gRPC for Python here, and the registry is not reachable"
      exit 77
    fi
    mkdir -p "$root/build/tools"
    mv -T "$fresh" "$tools" 2>/dev/null || rm -rf "$fresh"
  fi
  PYTHON=$tools/bin/python
fi

"$root/client/python/generate_stubs.sh" "$scratch/stubs"
start_server "$server" "$scratch"

failures=0
# example WANTED_EXIT_CODE WANTED_TEXT... -- ARGUMENT...: runs the example; each text has to be a line or part of one.
example() {
  local wanted=$1 texts=() code=0 text
  shift
  while [ "$1" != -- ]; do
    texts+=("$1")
    shift
  done
  shift
  PYTHONPATH=$scratch/stubs "$PYTHON" "$root/client/python/match_patient.py" --server "$server_address" "$@" \
    >"$scratch/out" 2>&1 || code=$?
  local bad=
  [ "$code" -eq "$wanted" ] || bad="exit code $code, not $wanted"
  for text in "${texts[@]}"; do
    grep -qF -- "$text" "$scratch/out" || bad+=" no \"$text\""
  done
  if [ -n "$bad" ]; then
    echo "match_patient.py $*: $bad; it said:"
    cat "$scratch/out"
    failures=$((failures + 1))
  fi
}

patients=$root/deploy/sample/patients
echo '{"birth": {"dateTime": "2026-04-20T08:00:00+08:00"}, "sexAtBirth": "SEX_MALE"}' >"$scratch/29-days.json"
echo '{"birth": {"dateTime": "2026-13-40"}, "sexAtBirth": "SEX_ALL"}' >"$scratch/bad.json"

example 0 "UNDETERMINED  trials/NCT06427642" " undetermined, " "cohort hie: UNDETERMINED" --
example 0 "1 eligible, " "ELIGIBLE  trials/NCT06427642" "cohort hie: ELIGIBLE" "cohort bpd: INELIGIBLE" \
  -- --patient "$patients/hie-3-day-old.textproto"
example 0 "0 eligible, " "INELIGIBLE  trials/NCT06427642" -- --patient "$scratch/29-days.json"
example 1 "INVALID_ARGUMENT: " "  patient.profile.birth.date_time: " "  patient.profile.sex_at_birth: " \
  "  reason: INVALID_FIELDS" -- --patient "$scratch/bad.json"
example 1 "NOT_FOUND: " "  reason: TRIAL_NOT_FOUND" -- --trial NCT99999999
# A server that stands still: any other may answer before the shortest time is over.
kill -STOP "$server_pid"
example 1 "DEADLINE_EXCEEDED: " -- --timeout 1
kill -CONT "$server_pid"

if ! stop_server; then
  echo "the server ended with an error:"
  tail -n 30 "$scratch/server.err"
  failures=$((failures + 1))
fi
server_pid=
[ "$failures" -eq 0 ]
