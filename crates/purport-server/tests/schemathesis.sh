#!/usr/bin/env bash
# Sends the API what its description allows, and what it forbids, and looks at every answer: no failure of the server, nothing that
# the description does not promise. Usage: schemathesis.sh PURPORT SCHEMATHESIS [MORE…]
set -euo pipefail
here=$(dirname "$(realpath "$0")")
purport=$(realpath "$1") schemathesis=$(realpath "$2")
shift 2
folder=$(mktemp -d)
trap 'kill "$server" 2> /dev/null || true; rm -rf "$folder"' EXIT
server=
"$purport" add --ledger "$folder/case.db" "$here"/../../../examples/stories/*/articles.jsonl 2> /dev/null
"$purport" serve --ledger "$folder/case.db" --bind 127.0.0.1:0 > "$folder/address" 2> /dev/null &
server=$!
for _ in $(seq 100); do [ -s "$folder/address" ] && break; sleep 0.1; done
address=$(cat "$folder/address")
# The stream of changes does not end. What a text must be to be an article no schema can say: such data may be refused.
cd "$folder"
"$schemathesis" run "${address}api/v1/openapi.json" \
    --url "${address%/}" --exclude-path /api/v1/changes --max-examples 30 --seed 1 --request-timeout 30 \
    --suppress-health-check filter_too_much --exclude-checks positive_data_acceptance "$@"
