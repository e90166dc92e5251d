#!/bin/sh
echo "chosen: darwin, arguments: $*"
