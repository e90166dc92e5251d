#!/bin/sh
echo "chosen: other, arguments: $*"
