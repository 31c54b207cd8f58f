#!/usr/bin/env bash
# client_test.sh SERVER CLIENT: the command line client against the real server: exit codes, tables, JSON.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$root/tests/e2e/server.sh"
server=$1
client=$2

scratch=$(mktemp -d)
server_pid=
cleanup() {
  [ -z "$server_pid" ] || kill -KILL "$server_pid" 2>/dev/null || true
  rm -rf "$scratch"
}
trap cleanup EXIT

start_server "$server" "$scratch"
export TRIALMATCH_SERVER=$server_address LC_ALL=C.UTF-8
failures=0

# expect WANTED_EXIT_CODE WANTED_TEXT... -- ARGUMENT...: runs the client; each text has to be a line or part of one.
expect() {
  local wanted=$1 texts=() code=0 text bad=
  shift
  while [ "$1" != -- ]; do
    texts+=("$1")
    shift
  done
  shift
  "$client" "$@" >"$scratch/out" 2>&1 || code=$?
  [ "$code" -eq "$wanted" ] || bad="exit code $code, not $wanted"
  for text in "${texts[@]}"; do
    grep -qF -- "$text" "$scratch/out" || bad+=" no \"$text\""
  done
  if [ -n "$bad" ]; then
    echo "trialmatch $*: $bad; it said:"
    cat "$scratch/out"
    failures=$((failures + 1))
  fi
}

# json PYTHON_EXPRESSION: holds for `d`, what the client just printed in JSON.
json() {
  python3 -c 'import json, sys; d = json.load(open(sys.argv[1])); sys.exit(not eval(sys.argv[2]))' "$scratch/out" "$1" || {
    echo "not so: $1"
    failures=$((failures + 1))
  }
}

sample=$root/deploy/sample
patients=$sample/patients
moment=(--as-of 2026-05-19T12:00:00+08:00 --time-zone Asia/Shanghai)

# One patient, one trial.
expect 0 "ELIGIBLE  NCT06427642" "Cohort hie" "age is 3 days, at most 28 days" "catalog revision 1" \
  -- check --patient "$patients/hie-3-day-old.textproto" NCT06427642 "${moment[@]}"
expect 0 "" -- check --patient "$patients/hie-3-day-old.textproto" NCT06427642 "${moment[@]}" --exit-code
expect 10 "UNDETERMINED" -- check --patient "$patients/hie-no-consent.textproto" NCT06427642 "${moment[@]}" --exit-code
expect 11 "INELIGIBLE" -- check --patient "$patients/hie-29-days.textproto" NCT06427642 "${moment[@]}" --exit-code
expect 0 "INELIGIBLE" -- check --patient "$patients/hie-29-days.textproto" NCT06427642 "${moment[@]}"
expect 0 "" -- check --patient "$patients/hie-3-day-old.textproto" NCT06427642 "${moment[@]}" --output json
json 'd["matches"][0]["verdict"] == "VERDICT_ELIGIBLE" and d["context"]["catalogRevision"] == "1"'
expect 4 "NCT99999999" -- check --patient "$patients/hie-3-day-old.textproto" NCT99999999
expect 3 "absent.json" -- check --patient "$scratch/absent.json" NCT06427642
expect 2 "" -- check NCT06427642
echo '{"birth": {"dateTime": "2026-13-40"}}' >"$scratch/bad.json"
expect 3 "birth.date_time" -- check --patient "$scratch/bad.json" NCT06427642

# One patient, all trials.
expect 0 "NCT06427642" "1 eligible" -- match --patient "$patients/hie-3-day-old.textproto" "${moment[@]}"
expect 0 "" -- match --patient "$patients/hie-3-day-old.textproto" "${moment[@]}" --scope all --all --page-size 2 --output json
expect 0 "" -- match --patient "$patients/hie-3-day-old.textproto" "${moment[@]}" --output json
json 'd["matches"][0]["trial"] == "trials/NCT06427642" and d["catalogTotals"]["eligible"] == "1"'

# Many patients.
expect 0 "hie-3-day-old" "bpd-27-weeks" -- screen NCT06427642 --patients "$patients" "${moment[@]}"
"$client" screen NCT06427642 --patients "$patients" "${moment[@]}" --output json >"$scratch/screened"
want=$(awk -F'\t' '$2 == "NCT06427642" && $3 == "-" && $4 == "ELIGIBLE"' "$sample/expectations.tsv" | wc -l)
got=$(grep -c '"verdict": *"VERDICT_ELIGIBLE"' "$scratch/screened" || true)
[ "$(wc -l <"$scratch/screened")" -eq "$(ls "$patients" | wc -l)" ] || { echo "not one line a patient"; failures=$((failures + 1)); }
[ "$got" -ge "$want" ] && [ "$want" -gt 5 ] || { echo "screened $got eligible, wanted $want"; failures=$((failures + 1)); }

# The catalog.
expect 0 "NCT06427642" "NCT00001964" -- trials list
expect 0 "NCT00001964" -- trials list --query '"aplastic anemia"'
expect 0 "NCT06427642" -- trials get NCT06427642
expect 4 "NCT99999999" -- trials get NCT99999999
expect 0 "21 unchanged" "catalog revision 1" -- trials import "$sample/trials"
expect 0 "Dry run: 0 created" -- trials import "$sample/trials" --dry-run
printf 'name: "trials/NEW" title: "New"\n' >"$scratch/new.textproto"
expect 0 "" -- trials validate "$scratch/new.textproto"
expect 0 "NEW" -- trials apply "$scratch/new.textproto"
expect 0 "New" -- trials get NEW
printf 'name: "trials/BAD" title: "Bad" minimum_age { value: 3 }\n' >"$scratch/bad.textproto"
expect 3 "bad.textproto" "minimum_age.unit" -- trials apply "$scratch/bad.textproto"
expect 3 "minimum_age.unit" -- trials validate "$scratch/bad.textproto"
expect 3 "minimum_age.unit" "1 failed" -- trials import "$scratch/bad.textproto"
expect 0 "" -- trials delete NEW
expect 4 "" -- trials get NEW

# Nested deeper than any parser likes: the file is named, and nothing ends but the call.
nested() { printf 'name: "trials/DEEP" title: "Deep" inclusion_criteria { '; printf 'not { %.0s' $(seq "$1"); printf 'judgement {} '; printf '} %.0s' $(seq "$1"); printf '}\n'; }
nested 40 >"$scratch/nested-40.textproto"
nested 5000 >"$scratch/nested-5000.textproto"
expect 3 "nested-40.textproto" "nested deeper than 32 levels" -- trials apply "$scratch/nested-40.textproto"
expect 3 "nested-5000.textproto" -- trials apply "$scratch/nested-5000.textproto"
expect 3 "nested-5000.textproto" -- trials import "$scratch/nested-5000.textproto"

# Applications.
expect 0 "portal-7f3a91" -- applications apply NCT06427642 portal-7f3a91
expect 0 "portal-7f3a91" -- applications apply NCT06427642 portal-7f3a91 --output json
json 'd.get("created", False) is False and d["application"]["state"] == "APPLICATION_STATE_ACTIVE"'
name=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["application"]["name"])' "$scratch/out")
expect 0 "portal-7f3a91" -- applications list --trial NCT06427642
expect 0 "" -- applications withdraw "$name"
expect 0 "portal-7f3a91" -- applications get "$name"
expect 4 "NCT99999999" -- applications apply NCT99999999 portal-7f3a91

# Nobody there.
if ! stop_server; then
  echo "the server ended with an error:"
  tail -n 30 "$scratch/server.err"
  failures=$((failures + 1))
fi
server_pid=
expect 6 "" -- trials list --timeout 2s
if grep -q portal-7f3a91 "$scratch/server.err"; then
  echo "the log names an applicant"
  failures=$((failures + 1))
fi
[ "$failures" -eq 0 ]
