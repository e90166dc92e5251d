#!/bin/sh
# Makes what an executable for musl on amd64 is run with where the system has glibc: make-loader.sh FOLDER EXECUTABLE.
# FOLDER/lib/ld.so is the loader of Debian's package, and beside it lies a libstdc++ with just what EXECUTABLE wants, linked
# from the compiler's own archive: Debian has none for musl. Wants Debian or Ubuntu on amd64 with g++.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
folder=$(cd "$1" && pwd)
executable=$2
archive=$(gcc -print-file-name=libstdc++.a)
compiler=$(dirname "$archive")

mkdir -p "$folder/lib" "$folder/etc" "$folder/package"
chmod 755 "$folder"
(cd "$folder/package" && apt-get -qq -o APT::Sandbox::User=root download musl && dpkg -x musl_*.deb .)
cp "$folder/package/lib/x86_64-linux-musl/libc.so" "$folder/lib/ld.so"
# The loader looks for this file beside its own folder.
echo "$folder/lib" >"$folder/etc/ld-musl-x86_64.path"

wanted=$(readelf -W --dyn-syms "$executable" | awk '$7 == "UND" { print $8 }')
copied=$(readelf -Wr "$executable" | awk '/_COPY/ { print $5 }')
names=$(printf '%s\n' "$wanted" "$copied" | sed 's/@.*//' | grep -E '^(_Z|__cxa_|__gxx_|__dynamic_cast|__once_proxy|_Unwind_)' |
  grep -vE '^__cxa_(finalize|thread_atexit_impl)$' | sort -u)

gcc -O2 -fPIC -c "$here/missing-in-musl.c" -o "$folder/package/missing.o"
# shellcheck disable=SC2046,SC2086
gcc -shared -nostdlib -o "$folder/lib/libstdc++.so.6" -Wl,-soname,libstdc++.so.6 "$folder/package/missing.o" \
  $(printf -- '-Wl,-u,%s ' $names) "$compiler/crtbeginS.o" \
  -Wl,--start-group "$archive" "$compiler/libgcc_eh.a" "$compiler/libgcc.a" -Wl,--end-group "$compiler/crtendS.o" \
  -Wl,--unresolved-symbols=ignore-all
rm -rf "$folder/package"
