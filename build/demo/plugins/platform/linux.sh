#!/bin/sh
printf 'chosen: linux, arguments:'
printf ' [%s]' "$@"
echo
