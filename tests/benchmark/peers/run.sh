#!/usr/bin/env bash
# run.sh [TRIALS [PATIENTS]]: compares the engine with PostgreSQL (TRIALS trials, 100000 if none are given) and with
# DuckDB (one trial over PATIENTS patients, 1000000). Installs what is missing: PostgreSQL from the distribution (as
# root or with sudo), DuckDB from its Python package into build/peers. Needs a release build. All servers, data and
# sockets are in a folder of its own under TMPDIR, and go with the script. Exit code: 0, 1 where answers differ, 2
# where something could not be run.
set -euo pipefail

trials=${1:-100000}
patients=${2:-1000000}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
bin=${TRIALMATCH_BIN:-$root/build/release/bin}
venv=$root/build/peers/venv
for program in peer-trials peer-patients; do
  if [ ! -x "$bin/$program" ]; then
    echo "run.sh: $bin/$program is missing: cmake --build --preset release" >&2
    exit 2
  fi
done

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
postgres=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
if [ -z "$postgres" ]; then
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >&2
  postgres=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
fi
if [ ! -x "$venv/bin/python" ] || ! "$venv/bin/python" -c 'import duckdb' 2>/dev/null; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check duckdb
fi

scratch=$(mktemp -d)
chmod 755 "$scratch"
# The server refuses to run as root.
as_postgres=()
if [ "$(id -u)" -eq 0 ]; then
  as_postgres=(runuser -u postgres --)
  mkdir "$scratch/server"
  chown postgres "$scratch/server"
else
  mkdir "$scratch/server"
fi
stop() {
  (cd / && "${as_postgres[@]}" "$postgres/pg_ctl" -D "$scratch/server/data" -m immediate stop >/dev/null 2>&1) || true
  rm -rf "$scratch"
}
trap stop EXIT

# Trees in memory, one core, statistics for data in memory: what serves these queries best. Nothing is kept, so
# nothing has to reach the disk.
(
  cd /
  "${as_postgres[@]}" "$postgres/initdb" -D "$scratch/server/data" -A trust >/dev/null
  "${as_postgres[@]}" "$postgres/pg_ctl" -w -D "$scratch/server/data" -l "$scratch/server/log" start >/dev/null -o \
    "-c listen_addresses='' -c unix_socket_directories='$scratch/server' -c shared_buffers=1GB -c work_mem=256MB \
     -c maintenance_work_mem=256MB -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1 \
     -c effective_cache_size=2GB -c jit=off -c fsync=off -c full_page_writes=off -c autovacuum=off"
)

status=0
owner=postgres
[ "$(id -u)" -eq 0 ] || owner=$(id -un)
python3 "$here/postgres.py" "$bin/peer-trials" "$trials" "$scratch/server" "$owner" "$scratch" || status=$?
"$venv/bin/python" "$here/duck.py" "$bin/peer-patients" "$patients" "$scratch" || status=$?
exit "$status"
