#!/bin/sh
# Renews the lock files after pyproject.toml changed. Hashed, without host names.
set -eu
cd "$(dirname "$0")"
lock="uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet"
$lock pyproject.toml -o requirements.lock "$@"
$lock pyproject.toml --extra test -c requirements.lock -o requirements-test.lock "$@"
