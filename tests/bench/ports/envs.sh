#!/usr/bin/env bash
# What the example plugin envs does, as a shell does it.
set -euo pipefail

quiet='' only_variables=''
while [ $# -gt 0 ]; do
  case $1 in
    --vars-only) only_variables=1 ;;
    -q | --quiet) quiet=1 ;;
    -*) printf 'Print out the helm environment.\n\nUsage: helm envs [--vars-only] [-q|--quiet]\n' && exit ;;
    *) break ;;
  esac
  shift
done

header() {
  [ -z "$quiet" ] || return 0
  printf '\n'
  printf '%*s' "${COLUMNS:-80}" '' | tr ' ' '-'
  printf '[%s]\n\n' "$1"
}

header 'Helm environment'
env | grep -E 'HELM_|TILLER_|KUBE_' | sort
[ -z "$only_variables" ] || exit 0
header 'kubectl config'
printf 'current-context: %s\n' "$(kubectl config current-context)"
printf 'server:          %s\n\n' "$(kubectl config view --minify | awk '/server:/ { print $NF; exit }')"
