#!/bin/sh
# Unpacks a private Wine into a folder: install-wine.sh FOLDER. It runs luff's executables for Windows, 64-bit and 32-bit,
# those made of Bun with the shim beside this script. Afterwards FOLDER/wine starts a program and FOLDER/wineserver steers
# the server; the folder cannot be moved, and what an earlier try left in it is removed. If it has what this script makes, nothing is done. Wants Debian on amd64 with patchelf and gcc-mingw-w64-x86-64-win32.
# The packages are those of Debian 13, whatever the system is, and nothing is installed in the system.
set -eu
case ${1:-} in -h | --help) sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0" && exit ;; esac

here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
folder=$(cd "$1" && pwd)
root=$folder/root
libraries=$root/usr/lib/x86_64-linux-gnu

# A server of an earlier try would keep the removed prefix. A copied folder has the launcher of another one's server.
start_clean() {
  if grep -qsF "WINEPREFIX='$folder/prefix'" "$folder/wineserver"; then "$folder/wineserver" -k >/dev/null 2>&1 || true; fi
  for name in apt packages root home prefix wine wineserver wineboot.log complete; do rm -rf "${folder:?}/$name"; done
}

packages="libwine wine64 libc6 libgcc-s1 libunwind8 liblzma5 zlib1g libz-mingw-w64
  libfreetype6 libpng16-16t64 libbrotli1 libbz2-1.0 libfontconfig1 libexpat1 fontconfig-config fonts-dejavu-mono"

# A configuration of its own: the system's package lists stay as they are.
prepare_apt() {
  # shellcheck disable=SC2016
  site=$(apt-get indextargets --format '$(SITE)' | grep '/debian$' | head -n 1)
  mkdir -p "$folder/apt/lists/partial" "$folder/apt/cache/archives/partial" "$folder/packages"
  : >"$folder/apt/status"
  [ -n "$site" ] || { echo "install-wine: apt knows no Debian archive to take Wine from" >&2; exit 1; }
  echo "deb $site trixie main" >"$folder/apt/sources.list"
  cat >"$folder/apt/apt.conf" <<END
Dir::State "$folder/apt";
Dir::State::Lists "$folder/apt/lists";
Dir::State::status "$folder/apt/status";
Dir::Cache "$folder/apt/cache";
Dir::Etc::sourcelist "$folder/apt/sources.list";
Dir::Etc::sourceparts "-";
APT::Architectures { "amd64"; "i386"; };
APT::Sandbox::User "root";
Acquire::Languages "none";
END
}

fetch_packages() {
  export APT_CONFIG="$folder/apt/apt.conf"
  apt-get -qq update
  # shellcheck disable=SC2086
  (cd "$folder/packages" && apt-get -qq download $packages libwine:i386)
  unset APT_CONFIG
}

unpack_packages() {
  mkdir -p "$root/usr/lib" "$root/usr/lib64" "$root/usr/bin" "$root/usr/sbin"
  for name in lib lib64 bin sbin; do ln -sfn "usr/$name" "$root/$name"; done
  for package in "$folder"/packages/*_amd64.deb "$folder"/packages/*_all.deb; do dpkg -x "$package" "$root"; done
  # Of the 32-bit Wine only the Windows libraries are wanted: the 64-bit one runs them.
  dpkg -x "$folder"/packages/libwine_*_i386.deb "$folder/apt/i386"
  mv "$folder/apt/i386/usr/lib/i386-linux-gnu/wine/i386-windows" "$libraries/wine/"
}

# What Debian does at the installation: zlib's library gets the mark that Wine asks of its own.
mark_zlib() {
  for pair in x86_64-w64-mingw32:x86_64-windows i686-w64-mingw32:i386-windows; do
    original=$root/usr/${pair%:*}/lib/zlib1.dll
    { head -c 64 "$original"; printf 'Wine builtin DLL'; head -c 16 /dev/zero; tail -c +97 "$original"; } \
      >"$libraries/wine/${pair#*:}/zlib1.dll"
  done
}

# Wine runs with the C library that it was built for.
link_programs() {
  for program in wine64 wineserver64; do
    patchelf --set-interpreter "$libraries/ld-linux-x86-64.so.2" --force-rpath --set-rpath "$libraries" \
      "$root/usr/lib/wine/$program"
  done
  ln -sf wineserver64 "$root/usr/lib/wine/wineserver"
  # Debian's server looks for its tables of characters in a folder wine of the data folder, or in the system's own.
  ln -sfn . "$root/usr/share/wine/wine"
  cat >"$root/etc/fonts/fonts.conf" <<END
<?xml version="1.0"?>
<fontconfig><dir>$root/usr/share/fonts</dir><cachedir>$folder/home/fonts</cachedir></fontconfig>
END
}

# write_launcher NAME PROGRAM
write_launcher() {
  cat >"$folder/$1" <<END
#!/bin/sh
# With TMPDIR set Debian's Wine dies of an invalid free.
unset TMPDIR DISPLAY WAYLAND_DISPLAY XDG_RUNTIME_DIR LD_LIBRARY_PATH
export WINEPREFIX='$folder/prefix' WINELOADER='$root/usr/lib/wine/wine64' WINESERVER='$root/usr/lib/wine/wineserver64'
export WINEDEBUG="\${WINEDEBUG--all}" WINEDLLOVERRIDES='mscoree,mshtml=;winemenubuilder.exe=d;bcryptprimitives=n'
export FONTCONFIG_FILE='$root/etc/fonts/fonts.conf' HOME='$folder/home' LC_ALL=C.UTF-8
exec '$root/usr/lib/wine/$2' "\$@"
END
  chmod +x "$folder/$1"
}

make_prefix() {
  mkdir -p "$folder/home"
  if ! "$folder/wine" wineboot -i >"$folder/wineboot.log" 2>&1; then
    cat "$folder/wineboot.log" >&2
    echo "install-wine: wineboot failed and made no $folder/prefix; its output is above" >&2
    exit 1
  fi
  # Waits until the registry is written.
  "$folder/wineserver" -w
  x86_64-w64-mingw32-gcc -O2 -Wall -s -shared -o "$folder/prefix/drive_c/windows/system32/bcryptprimitives.dll" \
    "$here/bun-shim.c" -ladvapi32 -lntdll
}

key=$("$here/content-key.sh" "$folder" "$here/install-wine.sh" "$here/bun-shim.c")
if [ "$(cat "$folder/complete" 2>/dev/null)" = "$key" ]; then exit 0; fi

start_clean
prepare_apt
fetch_packages
unpack_packages
mark_zlib
link_programs
write_launcher wine wine64
write_launcher wineserver wineserver64
make_prefix
rm -rf "$folder/apt" "$folder/packages" "$folder/wineboot.log"
printf %s "$key" >"$folder/complete"
