#!/usr/bin/env bash
# Builds the bundle of the form: instruments/form/browser/build.sh [FOLDER]. Needs Node 20 and npm.
set -euo pipefail
cd "$(dirname "$0")"
npm ci --ignore-scripts --no-audit --no-fund --silent
node bundle.mjs "$@"
