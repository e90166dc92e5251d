#!/bin/sh
# Prints the key of what is made from files and a word: content-key.sh WORD FILE... It is the key of build/content-key.ts, for
# scripts that run before there is a Bun. Different content or another word gives another key.
set -eu
case ${1:-} in -h | --help) sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0" && exit ;; esac

print_inputs() {
  printf '["%s"]' "$1"
  shift
  for file in "$@"; do
    printf '["%s",%d]' "$(basename "$file")" "$(wc -c <"$file")"
    cat "$file"
  done
}

print_inputs "$@" | sha256sum | cut -c 1-32
