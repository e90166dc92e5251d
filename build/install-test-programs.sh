#!/bin/sh
# Installs the programs that the full test set compares luff with, from Debian's or Ubuntu's packages.
# Tests whose program is missing are skipped and say so; nothing here is needed to build luff.
set -eu

# lua5.4: what Lua in luff must agree with; time: peak memory in the benchmarks; lua-*: libraries that must work unchanged.
packages="lua5.4 time
  lua-argparse lua-binaryheap lua-dkjson lua-inifile lua-inspect lua-messagepack lua-moses lua-penlight lua-unit"

if ! command -v apt-get >/dev/null; then
  echo "install-test-programs: only apt-get is known here; install by hand: $packages" >&2
  exit 1
fi
sudo=""
if [ "$(id -u)" -ne 0 ]; then sudo="sudo"; fi

export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq
# shellcheck disable=SC2086
$sudo apt-get install -qq -y --no-install-recommends $packages >/dev/null
echo "install-test-programs: $packages"
