#!/usr/bin/env bash
# quickstart.sh [--keep]: from a bare machine (Debian 12 or Ubuntu 24.04, root or a user with sudo) to an answer.
#
# Installs what is missing, builds, starts the server with the sample, matches sample patients and prints their answers.
# Nothing is left running, and the store is removed; with --keep the server goes on, with its store in build/quickstart.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

keep=
case "$#:${1:-}" in
  0:) ;;
  1:--keep) keep=yes ;;
  *)
    echo "usage: deploy/quickstart.sh [--keep]" >&2
    exit 2
    ;;
esac

trial=trials/NCT06427642
moment=(--as-of 2026-05-19T12:00:00+08:00 --time-zone Asia/Shanghai)
explain=(--explain deciding)  # without it: every criterion with its evidence
patients=(hie-3-day-old hie-no-consent bpd-27-weeks bpd-some-unrecorded bpd-low-risk bpd-risk-unrecorded hie-29-days)
server=$PWD/build/release/bin/trialmatch-server
client=build/release/bin/trialmatch

fail() {
  echo "quickstart: $*" >&2
  exit 1
}

# Programs only; the tests need more packages. A build folder made by tests/run.sh is used as it is.
build() {
  mkdir -p build
  echo "== building (the first time takes minutes); the log is build/quickstart.log"
  {
    [ -f build/release/build.ninja ] || cmake --preset release -DTRIALMATCH_TESTS=OFF
    cmake --build --preset release --target trialmatch-server trialmatch
  } >build/quickstart.log 2>&1 || {
    grep -E -A 20 'FAILED|error|Error' build/quickstart.log | head -n 60 >&2 || tail -n 60 build/quickstart.log >&2
    fail "the build failed; build/quickstart.log has all of it"
  }
}

server_pid=
started=
scratch=
cleanup() {
  local code=$?
  trap - EXIT
  if [ -n "$started" ] && { [ -z "$keep" ] || [ "$code" -ne 0 ]; }; then
    kill -TERM "$server_pid" 2>/dev/null && wait "$server_pid" 2>/dev/null || true
  fi
  [ -z "$scratch" ] || rm -rf "$scratch"
  exit "$code"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# The server that an earlier --keep left, if it still runs and is of this build. A server of an older build is ended:
# two servers must not share a store.
find_kept_server() {
  local pid program
  pid=$(cat "$1/pid" 2>/dev/null) && program=$(readlink "/proc/$pid/exe") || return 1
  case "$program" in
    "$server")
      server_pid=$pid
      ;;
    "$server (deleted)")
      kill -TERM "$pid"
      while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
      return 1
      ;;
    *) return 1 ;;
  esac
}

start_server() {
  local dir=$1
  mkdir -p "$dir"
  # A kept server must outlive the terminal.
  local detached=()
  [ -z "$keep" ] || detached=(setsid)
  "${detached[@]}" "$server" --listen=127.0.0.1:0 --health_listen=127.0.0.1:0 --store="$dir/trialmatch.db" \
    --terminology="$PWD/deploy/sample/terminology" --seed_trials="$PWD/deploy/sample/trials" \
    --drain_delay=0s --shutdown_grace=5s >"$dir/server.out" 2>"$dir/server.log" </dev/null &
  server_pid=$!
  started=yes
  local tick
  for ((tick = 0; tick < 600; tick++)); do
    # It says so once health is SERVING.
    if grep -q '^listening on ' "$dir/server.out"; then
      echo "$server_pid" >"$dir/pid"
      return
    fi
    kill -0 "$server_pid" 2>/dev/null || break
    sleep 0.1
  done
  tail -n 20 "$dir/server.out" "$dir/server.log" >&2
  fail "the server does not serve"
}

deploy/setup.sh
build

if [ -n "$keep" ]; then
  dir=$PWD/build/quickstart
else
  scratch=$(mktemp -d)
  dir=$scratch
fi
if [ -n "$keep" ] && find_kept_server "$dir"; then
  echo "== the server is running already"
else
  echo "== starting the server with the sample"
  start_server "$dir"
fi
address=$(sed -n 's/^listening on //p' "$dir/server.out")
export TRIALMATCH_SERVER=$address

for patient in "${patients[@]}"; do
  file=deploy/sample/patients/$patient.textproto
  echo
  echo "== trialmatch check $trial --patient $file ${explain[*]} ${moment[*]}"
  "$client" check "$trial" --patient "$file" "${explain[@]}" "${moment[@]}" || fail "no answer for $patient"
done
file=deploy/sample/patients/${patients[0]}.textproto
echo
echo "== trialmatch match --patient $file ${moment[*]}"
"$client" match --patient "$file" "${moment[@]}" || fail "no matches for ${patients[0]}"

if [ -n "$keep" ]; then
  cat <<END

The server goes on at $address. Its store and log are in build/quickstart; remove that to begin anew.
  use it:    export TRIALMATCH_SERVER=$address
             $client --help
  stop it:   kill $server_pid
END
fi
