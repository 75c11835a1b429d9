#!/usr/bin/env bash
# Writes what RS0016 misses into each project's PublicAPI.Unshipped.txt. Read the diff: every line is a promise to users.
set -eu
cd "$(dirname "$0")/.."
for project in src/*/; do
  ledger=$project/PublicAPI.Unshipped.txt
  for _ in 1 2 3; do
    missing=$(dotnet build "$project" -c Release --nologo -v q --no-incremental -p:TreatWarningsAsErrors=false -p:BuildProjectReferences=true 2>&1 |
      grep "$(basename "$(ls "$project"*.csproj)")" | sed -n "s/.*warning RS0016: Symbol '\(.*\)' is not part of the declared public API.*/\1/p" | sort -u || true)
    [ -n "$missing" ] || break
    { printf '#nullable enable\n'; { tail -n +2 "$ledger"; printf '%s\n' "$missing"; } | LC_ALL=C sort -u; } >"$ledger.new"
    mv "$ledger.new" "$ledger"
  done
done
