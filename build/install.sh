#!/bin/sh
# Installs luff: finds the platform, downloads a release, checks its SHA-256 and puts the program into a folder.
# See `sh install.sh --help`. POSIX sh; needs tar, curl or wget, and one of sha256sum, shasum and openssl.
# One file, because it is piped into sh. Everything is in functions, so that nothing runs if the download was cut off.
set -eu

releases=https://github.com/luff-run/luff/releases

# The names of build/targets.ts.
targets="linux/amd64 linux/amd64-musl linux/arm64 linux/arm64-musl darwin/amd64 darwin/arm64 windows/amd64 windows/arm64
  linux/386 linux/arm linux/loong64 linux/ppc64le linux/riscv64 linux/s390x windows/386 linux/amd64-compact linux/arm64-compact
  windows/amd64-compact"

# Exit statuses.
WRONG_USE=2 NO_SUCH_PLATFORM=3 NOT_FETCHED=4 WRONG_ARCHIVE=5 NOT_PLACED=6 NO_TOOL=7 DOES_NOT_START=8

version=${LUFF_VERSION:-latest}
base=${LUFF_BASE_URL:-$releases}
folder=${LUFF_INSTALL_DIR:-}
target="" offline="" dry_run=""
# What the clean-up removes, and the running download.
work="" staged="" child="" starting="" signal=""

main() {
  read_arguments "$@"
  check_settings
  choose_target
  choose_folder
  name_files
  find_tools
  if [ -n "$offline" ]; then check_offline; fi
  if [ -n "$dry_run" ]; then
    tell_plan
    return
  fi
  trap clean_up EXIT
  trap 'end_by HUP' HUP
  trap 'end_by INT' INT
  trap 'end_by PIPE' PIPE
  trap 'end_by TERM' TERM
  work=$(mktemp -d "${TMPDIR:-/tmp}/luff-install.XXXXXX") ||
    fail $NOT_PLACED "cannot make a temporary folder in ${TMPDIR:-/tmp}" "set TMPDIR to a folder that can be written"
  obtain checksums.txt
  stage
  # With --target the user may be installing for another machine.
  if [ -n "$given" ]; then
    said="luff for $target"
  elif ! starts; then
    take_compact
  fi
  mv -f "$staged" "$folder/$program" || not_placed
  staged=""
  tell_result
}

usage() {
  cat <<TEXT
usage: sh install.sh [VERSION] [options]

  VERSION            1.2.3 or v1.2.3; "latest" (LUFF_VERSION)
  --dir FOLDER       install into FOLDER; by default /usr/local/bin for root, ~/.local/bin for others (LUFF_INSTALL_DIR)
  --offline FOLDER   take the archive and checksums.txt from FOLDER, without a network
  --target TARGET    install for a target from the list below, instead of the detected one
  --dry-run          print what would be done and do nothing
  --help             print this

luff is downloaded from $releases, or from LUFF_BASE_URL, which must have the same layout.
The proxy settings of curl and wget apply: https_proxy, no_proxy.

The program is started once before it is installed. If it does not start, the compact executable is installed if there is one.

Exit status: 2 wrong use, 3 no luff for this platform, 4 cannot be downloaded or is not in the folder, 5 does not match
checksums.txt, 6 cannot write to the folder, 7 a program is missing, 8 luff does not start here. In all these cases nothing
is installed.

Targets:
TEXT
  # shellcheck disable=SC2086
  printf '  %s\n' $targets
}

# fail STATUS WHAT [LINE ...]: what failed, what was expected, what to do.
fail() {
  status=$1
  printf 'install.sh: %s\n' "$2" >&2
  shift 2
  for line in "$@"; do printf '  %s\n' "$line" >&2; done
  exit "$status"
}

read_arguments() {
  while [ $# -gt 0 ]; do
    case $1 in
      --*=*)
        option=${1%%=*} value=${1#*=}
        shift
        set -- "$option" "$value" "$@"
        continue
        ;;
      --version | --dir | --offline | --target)
        if [ -z "${2:-}" ]; then fail $WRONG_USE "$1 needs a value" "see: sh install.sh --help"; fi
        case $1 in
          --version) version=$2 ;;
          --dir) folder=$2 ;;
          --offline) offline=$2 ;;
          --target) target=$2 ;;
        esac
        shift
        ;;
      --dry-run) dry_run=yes ;;
      -h | --help)
        usage
        exit 0
        ;;
      -*) fail $WRONG_USE "there is no option $1" "see: sh install.sh --help" ;;
      *) version=$1 ;;
    esac
    shift
  done
}

check_settings() {
  case $version in
    latest) ;;
    "" | v | *[!0-9A-Za-z.+-]* | v[!0-9]* | [!0-9v]*)
      fail $WRONG_USE "\"$version\" is not a version" 'expected "latest" or one like 1.2.3'
      ;;
  esac
  if [ -n "$offline" ]; then
    offline=$(absolute "$offline")
    if [ ! -d "$offline" ]; then fail $NOT_FETCHED "there is no folder $offline"; fi
    if [ "$version" != latest ]; then
      fail $WRONG_USE "version $version and --offline exclude each other" \
        "the folder decides the version: leave out one of them"
    fi
  fi
  # Whoever can change the answers can also change the checksums, so plain HTTP is allowed only from this machine.
  case $base in
    https://*) protocols="=https" ;;
    http://127.0.0.1[:/]* | http://localhost[:/]*) protocols="=http,https" ;;
    *) fail $WRONG_USE "LUFF_BASE_URL is \"$base\"" "expected an address that begins with https://" ;;
  esac
}

choose_target() {
  given=$target says=""
  if [ -z "$given" ]; then
    find_platform
    says=" (uname says $system, $machine)"
  fi
  if ! is_target "$target"; then
    # shellcheck disable=SC2086
    fail $NO_SUCH_PLATFORM "there is no luff for $target$says" "there is one for:" $targets \
      "Choose one of these with --target, or build luff yourself as README.md explains."
  fi
}

is_target() {
  for each in $targets; do
    if [ "$each" = "$1" ]; then return 0; fi
  done
  return 1
}

# Sets target in Go's words; an unknown system or machine keeps its own name, for the message.
find_platform() {
  system=$(uname -s) machine=$(uname -m)
  case $machine in
    x86_64 | amd64) arch=amd64 ;;
    i[3-6]86 | x86) arch=386 ;;
    aarch64 | arm64) arch=arm64 ;;
    # ARM version 6 lacks instructions that luff needs: it stays armv6l, which is not a target.
    armv7* | armv8*) arch=arm ;;
    powerpc64le) arch=ppc64le ;;
    loongarch64) arch=loong64 ;;
    *) arch=$machine ;;
  esac
  case $system in
    Linux) find_linux ;;
    Darwin)
      # Under Rosetta an Apple Silicon machine calls itself x86_64.
      if [ "$(sysctl -n sysctl.proc_translated 2>/dev/null)" = 1 ]; then arch=arm64; fi
      target=darwin/$arch
      ;;
    MINGW* | MSYS* | CYGWIN* | Windows_NT)
      # The emulated and the 32-bit builds of these shells have the machine in the system's name.
      case $system in
        *ARM64*) arch=arm64 ;;
        *WOW64*) arch=amd64 ;;
      esac
      target=windows/$arch
      ;;
    *) target=$(printf %s "$system" | tr '[:upper:]' '[:lower:]')/$arch ;;
  esac
}

find_linux() {
  # A 64-bit kernel may run a system of 32-bit programs only, without a loader for others.
  if has_32_bit_programs; then
    case $arch in
      amd64) arch=386 ;;
      arm64) arch=arm ;;
    esac
  fi
  target=linux/$arch
  if is_target "$target-musl" && is_musl; then target=$target-musl; fi
}

# Uses getconf, or the ELF class of the running program: 1 is 32 bits.
has_32_bit_programs() {
  if bits=$(getconf LONG_BIT 2>/dev/null); then
    [ "$bits" = 32 ]
  else
    [ "$(dd if=/proc/self/exe bs=1 skip=4 count=1 2>/dev/null | tr '\001\002' 12)" = 1 ]
  fi
}

# Uses ldd, which belongs to the C library. A loader alone may be there for cross compiling.
is_musl() {
  if command -v ldd >/dev/null; then
    case $(ldd --version 2>&1) in
      *musl*) return 0 ;;
      *) return 1 ;;
    esac
  fi
  for loader in /lib/ld-linux-* /lib64/ld-linux-*; do
    if [ -e "$loader" ]; then return 1; fi
  done
  for loader in /lib/ld-musl-*; do
    if [ -e "$loader" ]; then return 0; fi
  done
  return 1
}

# Sets folder, and fails before anything is downloaded if it cannot be written.
choose_folder() {
  if [ -z "$folder" ]; then
    if [ "$(id -u)" = 0 ]; then
      folder=/usr/local/bin
    elif [ -n "${HOME:-}" ]; then
      folder=$HOME/.local/bin
    else
      fail $WRONG_USE "HOME is not set, so the folder to install into is unknown" "name a folder with --dir"
    fi
  fi
  folder=$(absolute "$folder")
  nearest=$folder
  while [ ! -e "$nearest" ] && [ "$nearest" != "${nearest%/*}" ]; do nearest=${nearest%/*}; done
  nearest=${nearest:-/}
  if [ ! -d "$nearest" ]; then not_placed "$nearest is not a folder"; fi
  if [ ! -w "$nearest" ]; then not_placed "$nearest cannot be written by $(id -un)"; fi
}

# The same folder as an absolute path.
absolute() {
  case $1 in
    /* | [A-Za-z]:*) path=$1 ;;
    *) path=$PWD/$1 ;;
  esac
  if [ -d "$path" ]; then (CDPATH='' cd -- "$path" && pwd); else printf '%s\n' "${path%/}"; fi
}

not_placed() {
  fail $NOT_PLACED "cannot install luff into $folder" "$@" \
    "Name another folder with --dir or LUFF_INSTALL_DIR, or run this as its owner."
}

name_files() {
  name=luff-$(printf %s "$target" | tr / -)
  case $target in
    windows/*) archive=$name.zip program=luff.exe ;;
    *) archive=$name.tar.gz program=luff ;;
  esac
  case $version in
    latest) source=${base%/}/latest/download ;;
    *) source=${base%/}/download/v${version#v} ;;
  esac
}

find_tools() {
  choose_tool sha256sum shasum openssl
  hasher=$tool
  case $archive in
    *.zip) choose_tool unzip ;;
    *) choose_tool tar ;;
  esac
  unpacker=$tool fetcher=cp
  if [ -z "$offline" ]; then
    choose_tool curl wget
    fetcher=$tool
  fi
}

choose_tool() {
  for tool in "$@"; do
    if command -v "$tool" >/dev/null; then return; fi
  done
  wanted=$(printf '%s, ' "$@")
  fail $NO_TOOL "a program is missing: ${wanted%, }" "luff needs one of these: install one from the system's packages."
}

tell_plan() {
  printf '%s\n' "target    $target" "archive   ${offline:-$source}/$archive" \
    "sums      ${offline:-$source}/checksums.txt, checked by $hasher" "place     $folder/$program" \
    "Nothing was done: this was a dry run."
}

# Runs before everything else, in a dry run too.
check_offline() {
  for file in checksums.txt "$archive"; do
    if [ -f "$offline/$file" ] && [ -r "$offline/$file" ]; then continue; fi
    fail $NOT_FETCHED "cannot read $offline/$file" "The folder must contain $archive and checksums.txt from the same release."
  done
}

# obtain FILE: puts a file of the release into the temporary folder.
obtain() {
  if [ -n "$offline" ]; then
    cp "$offline/$1" "$work/$1" 2>"$work/trouble" || fail $NOT_FETCHED "cannot read $offline/$1" "$(trouble)"
    return
  fi
  printf 'downloading %s\n' "$source/$1"
  tries=1
  until transfer "$source/$1" "$work/$1"; do
    if [ $tries = 3 ] || is_absent; then
      fail $NOT_FETCHED "cannot download $source/$1" "$(trouble)" \
        "See $base for the available versions;" \
        "without a network, download the archive on another machine and use --offline FOLDER."
    fi
    tries=$((tries + 1))
    sleep 1
  done
}

# Runs in the background, so that a signal does not have to wait for the end of a download.
transfer() {
  : >"$work/trouble"
  case $fetcher in
    curl)
      exec_in_background curl --fail --silent --show-error --location --globoff --proto "$protocols" \
        --connect-timeout 30 --speed-limit 1 --speed-time 60 --output "$2" "$1"
      ;;
    # Only options that every build of busybox accepts. wget has none that restricts redirects to https: that is up to
    # the server.
    wget) exec_in_background wget -nv -t 1 -O "$2" "$1" ;;
  esac
  if wait "$child"; then status=0; else status=$?; fi
  child=""
  return "$status"
}

# A signal that comes before the program's number is known waits until the program can be ended.
exec_in_background() {
  starting=yes
  (exec "$@" </dev/null >/dev/null 2>"$work/trouble") &
  child=$!
  starting=""
  if [ -n "$signal" ]; then end_by "$signal"; fi
}

# The end of the last program's error messages.
trouble() {
  grep . "$work/trouble" | tail -n 2
}

# Recognises the messages of curl, GNU wget and busybox.
is_absent() {
  grep -q -e 'error: 404' -e 'ERROR 404' -e '404 Not Found' "$work/trouble"
}

verify() {
  expected=""
  while read -r sum file || [ -n "$sum" ]; do
    # sha256sum writes a star before the name of a file that it read in binary mode.
    if [ "${file#\*}" = "$archive" ]; then expected=$sum; fi
  done <"$work/checksums.txt"
  if [ -z "$expected" ]; then
    fail $WRONG_ARCHIVE "checksums.txt has no line for $archive" \
      "It is from another release, or it was changed on its way."
  fi
  case $hasher in
    sha256sum) actual=$(sha256sum <"$work/$archive") ;;
    shasum) actual=$(shasum -a 256 <"$work/$archive") ;;
    openssl) actual=$(openssl dgst -sha256 -r <"$work/$archive") ;;
  esac
  actual=${actual%% *}
  if [ "$actual" != "$expected" ]; then
    fail $WRONG_ARCHIVE "$archive has the wrong SHA-256" "expected $expected" "found    $actual" \
      "It was cut off or changed on its way, or a new release was published meanwhile: try again."
  fi
}

unpack() {
  mkdir "$work/unpacked"
  case $unpacker in
    unzip) unzip -q "$work/$archive" -d "$work/unpacked" 2>"$work/trouble" ;;
    tar) tar -xzf "$work/$archive" -C "$work/unpacked" 2>"$work/trouble" ;;
  esac || fail $NOT_PLACED "cannot unpack $archive in $work" "$(trouble)"
  if [ ! -f "$work/unpacked/$program" ]; then fail $WRONG_ARCHIVE "$archive does not contain the file $program"; fi
}

# Puts the program beside its place under another name: it takes the place only if it starts.
stage() {
  obtain "$archive"
  verify
  unpack
  if [ -d "$folder/$program" ]; then not_placed "$folder/$program is a folder"; fi
  mkdir -p "$folder" || not_placed
  staged=$folder/.${work##*/}-$program
  cp "$work/unpacked/$program" "$staged" || not_placed
  chmod 755 "$staged" || not_placed
}

# Sets said to the program's output.
starts() {
  said=$("$staged" version 2>&1 </dev/null)
}

# If the usual program does not start, a compact one may: it needs nothing but the system.
take_compact() {
  compact=${target%-musl}-compact
  set -- "$said"
  case $target in *-musl) set -- "$@" "It needs the C++ library; on Alpine: apk add libstdc++" ;; esac
  if ! is_target "$compact"; then fail $DOES_NOT_START "luff for $target does not start on this machine" "$@"; fi
  printf 'luff for %s does not start on this machine:\n' "$target"
  for line in "$@"; do printf '  %s\n' "$line"; done
  printf 'Installing the compact executable, %s, instead: the same luff, but smaller and with fewer requirements.\n' "$compact"
  target=$compact
  name_files
  if [ -n "$offline" ]; then check_offline; fi
  rm -rf "$work/unpacked"
  stage
  if ! starts; then fail $DOES_NOT_START "luff for $target does not start on this machine" "$said"; fi
}

tell_result() {
  printf '%s\n' "installed $said" "in        $folder/$program"
  case :$PATH: in
    *":$folder:"*)
      first=$(command -v luff) || first=""
      if [ "${first%.exe}" != "$folder/luff" ]; then
        printf 'another luff comes first on PATH: %s\n' "$first"
      else
        printf '%s\n' "It is on PATH: run luff help"
      fi
      ;;
    *)
      printf '%s\n' "The folder is not on PATH. Add it in the file that your shell reads at its start:" \
        "  export PATH=\"$folder:\$PATH\""
      ;;
  esac
}

clean_up() {
  if [ -n "$child" ]; then
    kill "$child" 2>/dev/null || :
    wait "$child" 2>/dev/null || :
  fi
  if [ -n "$staged" ]; then rm -f "$staged"; fi
  if [ -n "$work" ]; then rm -rf "$work"; fi
}

# Ends by the signal itself, so that the caller sees what happened.
end_by() {
  if [ -n "$starting" ]; then
    signal=$1
    return
  fi
  trap - EXIT HUP INT PIPE TERM
  clean_up
  kill -s "$1" $$
}

main "$@"
