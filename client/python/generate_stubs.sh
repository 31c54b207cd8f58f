#!/usr/bin/env bash
# generate_stubs.sh DIR: writes the Python stubs of proto/ into DIR, by grpcio-tools where `python3` has it, else by
# the distribution's protoc. ($PYTHON names another interpreter.)
set -euo pipefail
if [ $# -ne 1 ]; then
  echo "usage: $0 DIR" >&2
  exit 2
fi
proto=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../proto" && pwd)
mkdir -p "$1"
stubs=$(cd "$1" && pwd)

# The code that protoc writes has to be no newer than the run-time library, so both come from one place.
if "${PYTHON:-python3}" -c 'import grpc_tools.protoc' 2>/dev/null; then
  protoc=("${PYTHON:-python3}" -m grpc_tools.protoc)
elif command -v protoc >/dev/null && command -v grpc_python_plugin >/dev/null; then
  protoc=(protoc --plugin="protoc-gen-grpc_python=$(command -v grpc_python_plugin)")
else
  echo "generate_stubs: neither grpcio-tools nor protoc with grpc_python_plugin is here; see README.md" >&2
  exit 1
fi
cd "$proto"
"${protoc[@]}" -I. --python_out="$stubs" google/rpc/*.proto trialmatch/v1/*.proto
"${protoc[@]}" -I. --grpc_python_out="$stubs" trialmatch/v1/*_service.proto
