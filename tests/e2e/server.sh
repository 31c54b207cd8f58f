# Sourced by tests that call the real server. Needs `root`, the top of the checkout.

# start_server BINARY DIR [FLAG...]: starts the server with the sample and a store in DIR, on a free loopback port, and
# waits until it serves. Sets server_pid and server_address.
start_server() {
  local binary=$1 dir=$2
  shift 2
  : >"$dir/server.out" # of a server before this one it still has the address
  "$binary" --listen=127.0.0.1:0 --health_listen=127.0.0.1:0 --store="$dir/trialmatch.db" \
    --terminology="$root/deploy/sample/terminology" --seed_trials="$root/deploy/sample/trials" \
    --drain_delay=0s --shutdown_grace=10s "$@" >"$dir/server.out" 2>"$dir/server.err" </dev/null &
  server_pid=$!
  local tick
  for ((tick = 0; tick < 1200; tick++)); do
    server_address=$(sed -n 's/^listening on //p' "$dir/server.out")
    [ -z "$server_address" ] || return 0
    kill -0 "$server_pid" 2>/dev/null || break
    sleep 0.1
  done
  echo "the server does not serve:" >&2
  tail -n 30 "$dir/server.out" "$dir/server.err" >&2
  return 1
}

# stop_server: ends the server that start_server started, and fails where it does not end well.
stop_server() {
  kill -TERM "$server_pid" && wait "$server_pid"
}
