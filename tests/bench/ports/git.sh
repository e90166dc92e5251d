#!/bin/sh
# What the example plugin git does for charts that it makes, as a shell does it: git.sh CERT KEY CA URL. It makes an index also for a chart, as
# helm-git does; the example plugin makes one only if somebody asks for it, or keeps it.
set -eu

url=${4#git+}
parameters=${url#*\?}
url=${url%%\?*}
source=${url%@*}
place=${url##*@}
folder=${place%/*}
file=${place##*/}
ref=$(printf '%s' "$parameters" | tr '&' '\n' | sed -n 's/^ref=//p')

trees=$(mktemp -d)
trap 'rm -rf "$trees"' EXIT
tree=$trees/tree charts=$trees/charts
export GIT_TERMINAL_PROMPT=0 HELM_GIT_DEPENDENCY_CIRCUITBREAKER=true
{
  git init --quiet "$tree"
  git -C "$tree" remote add origin "$source"
  git -C "$tree" sparse-checkout set --no-cone "/$folder/*"
  git -C "$tree" fetch --quiet -u --depth=1 origin "+refs/*/$ref:refs/*/$ref" "$ref"
  git -C "$tree" checkout --quiet "$ref" --
  mkdir "$charts"
  find "$tree/$folder" -maxdepth 2 -name Chart.yaml | while read -r manifest; do
    chart=$(dirname "$manifest")
    if grep -q '^dependencies:' "$manifest"; then "$HELM_BIN" dependency update "$chart"; fi
    "$HELM_BIN" package --destination "$charts" "$chart"
  done
  "$HELM_BIN" repo index --url="git+$source@$folder?ref=$ref&sparse=1&depupdate=1&package=1" "$charts"
} >&2
cat "$charts/$file"
