#!/bin/sh
printf 'chosen: other, arguments:'
printf ' [%s]' "$@"
echo
