#!/bin/sh
# Installs what the compact executables are built and tried with: Debian 12's cross compilers and qemu's user emulation.
# gcc-multilib is left out on purpose: it conflicts with the cross compilers. Wants root.
set -eu
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
  file gcc libc6-dev patchelf xz-utils qemu-user-static \
  gcc-i686-linux-gnu libc6-dev-i386-cross \
  gcc-arm-linux-gnueabihf libc6-dev-armhf-cross \
  gcc-powerpc64le-linux-gnu libc6-dev-ppc64el-cross \
  gcc-riscv64-linux-gnu libc6-dev-riscv64-cross \
  gcc-s390x-linux-gnu libc6-dev-s390x-cross \
  gcc-mingw-w64-i686-win32 gcc-mingw-w64-x86-64-win32
"$(dirname "$0")/install-loongarch-compiler.sh"
