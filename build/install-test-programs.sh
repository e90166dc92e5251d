#!/bin/sh
# Installs the programs that the full test set compares luff with and runs it in, from Debian's or Ubuntu's packages.
# Tests whose program is missing are skipped and say so; nothing here is needed to build luff for Bun's platforms.
set -eu

# lua5.4: what Lua in luff must agree with; time: peak memory in the benchmarks; python3: makes terminals; bash: a shell that
# plugins ask for; lua-*: libraries that must work unchanged.
# busybox, curl, dash, wget: shells and downloads of install.sh; shellcheck: what reads it; unzip: its archives for Windows;
# rpm: makes packages.
packages="lua5.4 time python3 bash
  busybox curl dash rpm shellcheck unzip wget
  lua-argparse lua-binaryheap lua-dkjson lua-inifile lua-inspect lua-messagepack lua-moses lua-penlight lua-unit"

if ! command -v apt-get >/dev/null; then
  echo "install-test-programs: only apt-get is known here; install by hand: $packages" >&2
  exit 1
fi

# The executables for linux/386 and Windows are built and run on Debian of amd64 only. qemu-user-static: runs those for
# linux/386 where the kernel has no 32-bit half.
others=""
# shellcheck source=/dev/null
if [ "$(. /etc/os-release && echo "$ID")" = debian ] && [ "$(dpkg --print-architecture)" = amd64 ]; then
  others="gcc libc6-dev xz-utils patchelf qemu-user-static
    gcc-i686-linux-gnu libc6-dev-i386-cross gcc-mingw-w64-i686-win32 gcc-mingw-w64-x86-64-win32"
fi

sudo=""
if [ "$(id -u)" -ne 0 ]; then sudo="sudo"; fi

export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq
# shellcheck disable=SC2086
$sudo apt-get install -o DPkg::Lock::Timeout=600 -qq -y --no-install-recommends $packages >/dev/null
echo "install-test-programs: $packages"

# shellcheck disable=SC2086
if [ -n "$others" ] && ! $sudo apt-get install -o DPkg::Lock::Timeout=600 -qq -y --no-install-recommends $others >/dev/null; then
  echo "install-test-programs: no cross compilers, so the executables for linux/386 and Windows are not tested" >&2
  others=""
fi
echo "install-test-programs: $others"

wine=$(dirname "$0")/../node_modules/.cache/luff-wine
if [ -n "$others" ] && [ ! -e "$wine/complete" ]; then
  if "$(dirname "$0")/wine/install-wine.sh" "$wine"; then
    echo "install-test-programs: Wine in $wine"
  else
    echo "install-test-programs: there is no Wine, so the executables for Windows are not tested" >&2
  fi
fi
