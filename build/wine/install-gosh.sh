#!/bin/sh
# Compiles gosh.go, a POSIX shell for Windows (amd64), from Debian's Go and its package of mvdan/sh: install-gosh.sh FILE.
# If FILE is what this script makes, nothing is done.
set -eu
case ${1:-} in -h | --help) sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0" && exit ;; esac

here=$(cd "$(dirname "$0")" && pwd)
key=$("$here/content-key.sh" "$(go version)" "$here/install-gosh.sh" "$here/gosh.go")
if [ -e "$1" ] && [ "$(cat "$1.key" 2>/dev/null)" = "$key" ]; then exit 0; fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Debian leaves Windows's part out of a package that this one is for; the shell asks it one question.
mkdir -p "$folder/src/golang.org/x/term"
cat >"$folder/src/golang.org/x/term/term.go" <<END
package term

import "os"

func IsTerminal(descriptor int) bool {
	info, err := os.NewFile(uintptr(descriptor), "").Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
END

export GO111MODULE=off GOPATH="$folder:/usr/share/gocode" GOCACHE="$folder/cache" GOOS=windows GOARCH=amd64 CGO_ENABLED=0
go build -trimpath -ldflags='-s -w' -o "$folder/gosh.exe" "$here/gosh.go"
rm -f "$1.key"
mv "$folder/gosh.exe" "$1"
printf %s "$key" >"$1.key"
