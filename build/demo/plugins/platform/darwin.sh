#!/bin/sh
printf 'chosen: darwin, arguments:'
printf ' [%s]' "$@"
echo
