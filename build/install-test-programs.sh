#!/bin/sh
# Installs the programs that the full test set needs: the packages in test-programs.txt and, if the executables for
# Windows can run here, a separate Wine. Fails if one of them cannot be installed. Without apt-get it installs nothing;
# tests whose program is missing are then skipped and say so. Building luff for Bun's platforms needs nothing of this.
set -eu
case ${1:-} in -h | --help) sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0" && exit ;; esac
here=$(cd "$(dirname "$0")" && pwd)

if ! command -v apt-get >/dev/null; then
  echo "install-test-programs: there is no apt-get here, so nothing is installed. Install the programs in $here/test-programs.txt by hand." >&2
  exit 0
fi

groups="apt"
# shellcheck source=/dev/null
if [ "$(. /etc/os-release && echo "$ID")" = debian ] && [ "$(dpkg --print-architecture)" = amd64 ]; then
  groups="apt debian-amd64"
fi

packages=""
while read -r group _ package _; do
  case " $groups " in *" $group "*) packages="$packages $package" ;; esac
done <"$here/test-programs.txt"

sudo=""
if [ "$(id -u)" -ne 0 ]; then sudo="sudo"; fi
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq
# shellcheck disable=SC2086
$sudo apt-get install -o DPkg::Lock::Timeout=600 -qq -y --no-install-recommends $packages >/dev/null
echo "install-test-programs:$packages"

wine=$here/../node_modules/.cache/luff-wine
case $groups in *debian-amd64*)
  "$here/wine/install-wine.sh" "$wine"
  "$here/wine/install-gosh.sh" "$wine/gosh.exe"
  echo "install-test-programs: Wine in $wine, with a shell for Windows"
  ;;
esac
