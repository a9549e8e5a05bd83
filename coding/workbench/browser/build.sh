#!/usr/bin/env bash
# Builds the bundle of the workbench: coding/workbench/browser/build.sh [FOLDER]. Needs Node 20 and npm.
set -euo pipefail
cd "$(dirname "$0")"
form=../../../instruments/form/browser # one lock and one esbuild for both bundles
[ -d "$form/node_modules/esbuild" ] || npm ci --prefix "$form" --ignore-scripts --no-audit --no-fund --silent
node bundle.mjs "$@"
