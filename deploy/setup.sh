#!/usr/bin/env bash
# setup.sh [--test]: installs the distribution packages that are missing for building trialmatch; with --test, those
# of the tests too. For Debian 12 and Ubuntu 24.04, as root or a user with sudo. Does nothing where nothing is missing.
set -euo pipefail

build_packages=(
  g++ cmake ninja-build pkg-config ccache mold
  libgrpc++-dev libgrpc-dev protobuf-compiler protobuf-compiler-grpc libprotobuf-dev grpc-proto
  libabsl-dev libc-ares-dev libre2-dev zlib1g-dev
  libsqlite3-dev libssl-dev libboost-dev libcli11-dev rapidjson-dev libpugixml-dev libarchive-dev
  python3 ca-certificates tzdata
)
test_packages=(
  libgtest-dev libgmock-dev valgrind
  python3-pip python3-venv python3-yaml python3-grpcio python3-protobuf
)

packages=("${build_packages[@]}")
case "${1:-}" in
  "") ;;
  --test) packages+=("${test_packages[@]}") ;;
  *)
    echo "usage: deploy/setup.sh [--test]" >&2
    exit 2
    ;;
esac

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
  echo "setup: this is not Debian or Ubuntu; install the equivalents of: ${packages[*]}" >&2
  exit 1
fi

# dpkg-query names the installed ones and fails for the others, which is no error here.
installed=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "${packages[@]}" 2>/dev/null || true)
missing=()
for package in "${packages[@]}"; do
  grep -qxF "$package installed" <<<"$installed" || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
  exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "setup: these packages are missing: ${missing[*]}" >&2
    echo "setup: run this as root, or as a user who may use sudo" >&2
    exit 1
  fi
  as_root=(sudo)
fi

echo "setup: installing ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() {
  if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 \
    "$@" </dev/null >"$log" 2>&1; then
    tail -n 30 "$log" >&2
    echo "setup: apt-get $1 failed" >&2
    exit 1
  fi
}
apt update
apt install -y --no-install-recommends "${missing[@]}"
