#!/usr/bin/env bash
# restart_test.sh SERVER CLIENT: the catalog outlives a restart byte by byte, and a server that is killed in the middle
# of writes has lost none that it acknowledged.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$root/tests/e2e/server.sh"
server=$1
client=$2

scratch=$(mktemp -d)
server_pid=
writer_pid=
cleanup() {
  [ -z "$server_pid" ] || kill -KILL "$server_pid" 2>/dev/null || true
  [ -z "$writer_pid" ] || kill -KILL "$writer_pid" 2>/dev/null || true
  rm -rf "$scratch"
}
trap cleanup EXIT

fail() {
  echo "$1"
  exit 1
}

trialmatch() { "$client" "$@" --server "$server_address"; }

# catalog FILE: the whole catalog, with its revision.
catalog() { trialmatch trials list --full --all --page-size 7 --output json >"$1"; }

revision() { trialmatch trials list --page-size 1 --output json | sed -n 's/.*"catalogRevision": *"\([0-9]*\)".*/\1/p' | head -n 1; }

start_server "$server" "$scratch"
trialmatch trials delete NCT00494429
trialmatch applications apply NCT06427642 portal-1 >/dev/null
catalog "$scratch/before"
before=$(revision)
[ "$before" = 2 ] || fail "the revision after the seed and one write is \"$before\", not 2"
stop_server || fail "the server ended with an error"
start_server "$server" "$scratch"
catalog "$scratch/after"
cmp "$scratch/before" "$scratch/after" || fail "the catalog is another after a restart"
[ "$(revision)" = "$before" ] || fail "the revision is another after a restart"
trialmatch applications list | grep -q portal-1 || fail "the application is gone after a restart"

# write ROUND: writes trial after trial, and notes each once it is acknowledged, until the server is gone.
write() {
  local number=0
  while :; do
    number=$((number + 1))
    printf 'name: "trials/R%s-%s" title: "Written before the kill"\n' "$1" "$number" >"$scratch/trial.textproto"
    trialmatch trials apply "$scratch/trial.textproto" >/dev/null 2>&1 || return 0
    echo "R$1-$number" >>"$scratch/acknowledged"
  done
}

: >"$scratch/acknowledged"
for round in 1 2 3 4 5; do
  base=$(revision)
  known=$(wc -l <"$scratch/acknowledged")
  write "$round" &
  writer_pid=$!
  # Killed after some writes, at another moment of the write in each round.
  while [ "$(wc -l <"$scratch/acknowledged")" -lt $((known + 3 * round)) ]; do
    kill -0 "$writer_pid" 2>/dev/null || fail "the writer has ended before the kill"
    sleep "0.00$round"
  done
  kill -KILL "$server_pid"
  wait "$server_pid" 2>/dev/null || true
  wait "$writer_pid"
  writer_pid=
  start_server "$server" "$scratch"
  trialmatch trials list --all --page-size 1000 --output json >"$scratch/listed"
  while read -r name; do
    grep -q "\"trials/$name\"" "$scratch/listed" || fail "round $round: $name was acknowledged and is gone"
  done <"$scratch/acknowledged"
  written=$(($(wc -l <"$scratch/acknowledged") - known))
  moved=$(($(revision) - base))
  # The write under way when the server died may have been stored.
  [ "$moved" -eq "$written" ] || [ "$moved" -eq $((written + 1)) ] ||
    fail "round $round: $written writes were acknowledged, and the revision has moved by $moved"
  echo "round $round: $written acknowledged, revision moved by $moved"
done
stop_server || fail "the server ended with an error"
server_pid=
