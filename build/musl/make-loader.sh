#!/bin/sh
# Makes a loader for musl executables on a system with glibc: make-loader.sh amd64|arm64 FOLDER EXECUTABLE.
# FOLDER/lib/ld.so is the loader from Debian's package. Beside it is a libstdc++ with exactly what EXECUTABLE needs,
# linked from the compiler's own archive, because Debian has none for musl. Needs Debian or Ubuntu with g++ for that
# architecture.
set -eu
case ${1:-} in -h | --help) sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0" && exit ;; esac

here=$(cd "$(dirname "$0")" && pwd)
architecture=$1
folder=$(cd "$2" && pwd)
executable=$3
case $architecture in
  amd64) machine=x86_64 ;;
  arm64) machine=aarch64 ;;
  *) echo "make-loader: no musl for $architecture" >&2; exit 2 ;;
esac
compiler=$machine-linux-gnu-gcc
archive=$($compiler -print-file-name=libstdc++.a)
runtime=$(dirname "$($compiler -print-libgcc-file-name)")

# Uses separate package lists, because the architecture may be another than the system's: the system's lists do not
# change.
download_musl() {
  if [ "$(dpkg --print-architecture)" != "$architecture" ]; then
    mkdir -p "$folder/package/lists/partial"
    : >"$folder/package/status"
    cat >"$folder/package/apt.conf" <<END
Dir::State::Lists "$folder/package/lists";
Dir::State::status "$folder/package/status";
Dir::Cache "$folder/package";
APT::Architecture "$architecture";
APT::Architectures { "$architecture"; };
Acquire::Languages "none";
END
    export APT_CONFIG="$folder/package/apt.conf"
    apt-get -qq -o APT::Sandbox::User=root update
  fi
  apt-get -qq -o APT::Sandbox::User=root download musl
  unset APT_CONFIG
}

mkdir -p "$folder/lib" "$folder/etc" "$folder/package"
chmod 755 "$folder"
(cd "$folder/package" && download_musl && dpkg -x musl_*.deb .)
cp "$folder/package/lib/$machine-linux-musl/libc.so" "$folder/lib/ld.so"
# The loader looks for this file next to its own folder.
echo "$folder/lib" >"$folder/etc/ld-musl-$machine.path"

wanted=$(readelf -W --dyn-syms "$executable" | awk '$7 == "UND" { print $8 }')
copied=$(readelf -Wr "$executable" | awk '/_COPY/ { print $5 }')
names=$(printf '%s\n' "$wanted" "$copied" | sed 's/@.*//' | grep -E '^(_Z|__cxa_|__gxx_|__dynamic_cast|__once_proxy|_Unwind_)' |
  grep -vE '^__cxa_(finalize|thread_atexit_impl)$' | sort -u)

$compiler -O2 -fPIC -c "$here/missing-in-musl.c" -o "$folder/package/missing.o"
# shellcheck disable=SC2046,SC2086
$compiler -shared -nostdlib -o "$folder/lib/libstdc++.so.6" -Wl,-soname,libstdc++.so.6 "$folder/package/missing.o" \
  $(printf -- '-Wl,-u,%s ' $names) "$runtime/crtbeginS.o" \
  -Wl,--start-group "$archive" "$runtime/libgcc_eh.a" "$runtime/libgcc.a" -Wl,--end-group "$runtime/crtendS.o" \
  -Wl,--unresolved-symbols=ignore-all
rm -rf "$folder/package"
