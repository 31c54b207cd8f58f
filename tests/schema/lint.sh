#!/usr/bin/env bash
# Lints proto/ with buf, by the rules in proto/buf.yaml. Exit code 77: skipped, as buf could not be had.
#
# buf comes from the Node registry; where npm is not installed, from the Python wheel, which holds the same program.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$root/tests/tools.sh"

version=1.75.0
wheel_hashes=(
  6fd3ecb1694b6f5bcdfb9bef5297b330ffb9731b95445a42944c1b6158428101
  159e994efa072a7f3c84e5b90cf57f7b9a5e9f6387121bfc70e82ec7167d5694
)

fetch_with_npm() {
  local target=$root/build/tools/buf-npm-$version
  if [ ! -d "$target" ]; then
    command -v npm >/dev/null || return 1
    mkdir -p "$root/build/tools"
    local fresh
    fresh=$(mktemp -d "$root/build/tools/.fetch.XXXXXX")
    if ! npm install --prefix "$fresh" --no-audit --no-fund --no-save --fetch-retries 1 --fetch-timeout 20000 \
      "@bufbuild/buf@$version" >"$fresh/log" 2>&1; then
      tail -n 3 "$fresh/log" >&2
      rm -rf "$fresh"
      return 1
    fi
    mv -T "$fresh" "$target"
  fi
  printf '%s\n' "$target/node_modules/.bin"
}

if ! bin=$(fetch_with_npm) && ! bin=$(fetch_wheel buf-bin "$version" "${wheel_hashes[@]}"); then
  echo "skipped: Node registry not reachable"
  exit 77
fi

# What buf keeps for itself stays in the build folder.
export BUF_CACHE_DIR=$root/build/tools/buf-cache
cd "$root/proto"
"$bin/buf" lint
echo "buf $version: the schema is clean"
