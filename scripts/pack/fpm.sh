#!/bin/sh
# What electron-builder starts as fpm: see fpm.ts.
scripts=$(dirname "$(dirname "$(readlink -f "$0")")")
exec node "$scripts/../node_modules/tsx/dist/cli.mjs" "$scripts/pack/fpm.ts" "$@"
