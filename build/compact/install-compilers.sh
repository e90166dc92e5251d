#!/bin/sh
# Installs the compilers for the compact executables, and what build/test-targets.ts needs to test them and those for
# arm64: Debian 12's cross compilers, qemu's user emulation, the C and C++ libraries of arm64, lua5.4 to compare with,
# python3 for terminals. gcc-multilib is left out on purpose, because it conflicts with the cross compilers. Needs root.
set -eu
case ${1:-} in -h | --help) sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0" && exit ;; esac
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
  file gcc libc6-dev patch patchelf xz-utils qemu-user-static lua5.4 python3 \
  g++-aarch64-linux-gnu \
  gcc-i686-linux-gnu libc6-dev-i386-cross \
  gcc-arm-linux-gnueabihf libc6-dev-armhf-cross \
  gcc-powerpc64le-linux-gnu libc6-dev-ppc64el-cross \
  gcc-riscv64-linux-gnu libc6-dev-riscv64-cross \
  gcc-s390x-linux-gnu libc6-dev-s390x-cross \
  gcc-mingw-w64-i686-win32 gcc-mingw-w64-x86-64-win32
"$(dirname "$0")/install-loongarch-compiler.sh"
