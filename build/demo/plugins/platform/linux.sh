#!/bin/sh
echo "chosen: linux, arguments: $*"
