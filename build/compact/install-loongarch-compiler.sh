#!/bin/sh
# Installs what Debian 12 lacks for linux/loong64: the compiler, and a qemu that supports the processor's vector
# instructions, both from Debian 13's packages. They are unpacked into their own folder, with the C library that they
# were built for, and linked into /usr/local/bin. The machine's packages do not change. Needs root, patchelf and file.
set -eu
case ${1:-} in -h | --help) sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0" && exit ;; esac
to=/usr/local/lib/luff-loong64
bin=/usr/local/bin
compiler=loongarch64-linux-gnu-gcc

archive=$(sed -nE 's/^(URIs:|deb( \[[^]]*\])?) +([^ ]+).*/\3/p' /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null | head -n 1)
[ -n "$archive" ] || { echo "install-loongarch-compiler: no Debian archive in /etc/apt" >&2; exit 1; }

rm -rf "$to"
apt=$to/apt
mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/etc/apt.conf.d" "$apt/etc/preferences.d" "$to/debs"
: > "$apt/status"
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $archive trixie main" > "$apt/etc/sources.list"
cat > "$apt/apt.conf" <<X
Dir::State "$apt"; Dir::State::Lists "$apt/lists"; Dir::State::status "$apt/status"; Dir::Cache "$apt/cache";
Dir::Etc "$apt/etc"; Dir::Etc::sourcelist "$apt/etc/sources.list"; Dir::Etc::sourceparts "-";
APT::Architecture "amd64"; APT::Architectures { "amd64"; }; APT::Sandbox::User "root"; Acquire::Languages "none";
X
(
  cd "$to/debs"
  export APT_CONFIG="$apt/apt.conf"
  apt-get -qq update
  apt-get -qq download gcc-14-loongarch64-linux-gnu cpp-14-loongarch64-linux-gnu binutils-loongarch64-linux-gnu \
    libgcc-14-dev-loong64-cross libgcc-s1-loong64-cross libatomic1-loong64-cross \
    libc6-dev-loong64-cross libc6-loong64-cross linux-libc-dev-loong64-cross \
    libc6 libgcc-s1 libstdc++6 libgmp10 libisl23 libjansson4 libmpc3 libmpfr6 libsframe1 libzstd1 zlib1g qemu-user
)
for package in "$to"/debs/qemu-user_*.deb; do
  dpkg-deb --fsys-tarfile "$package" | tar -x -C "$to" ./usr/bin/qemu-loongarch64
  rm "$package"
done
for package in "$to"/debs/*.deb; do dpkg -x "$package" "$to"; done
rm -rf "$to/debs" "$apt"

libraries=$to/usr/lib/x86_64-linux-gnu
find "$to/usr/bin" "$to/usr/libexec" "$to/usr/lib/gcc-cross" "$to/usr/loongarch64-linux-gnu/bin" -type f 2>/dev/null |
  while read -r program; do
    case $(file -b "$program") in
      *x86-64*interpreter*)
        patchelf --set-interpreter "$libraries/ld-linux-x86-64.so.2" --force-rpath --set-rpath "$libraries" "$program"
        ;;
    esac
  done
ln -sf "$to/usr/bin/$compiler-14" "$bin/$compiler"
ln -sf "$to/usr/bin/qemu-loongarch64" "$bin/qemu-loong64-static"
"$bin/$compiler" --version | head -n 1
