#!/usr/bin/env bash
# What a switch between two thread greenlets costs, beside what the system takes to switch between two threads.
#
#   bench/switch.sh [--rounds N]
#
# Default: 3 rounds, each of which measures both. Prints nanoseconds there and back, and the ratio of the medians.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
rounds=3
while (($#)); do
    case $1 in
        --rounds) rounds=${2:?} ;;
        *) sed -n '2,/^set/p' "${BASH_SOURCE[0]}" | sed '$d; s/^# \{0,1\}//' && exit 2 ;;
    esac
    shift 2
done

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
gcc -O2 -pthread -o "$scratch/switch" "$root/bench/peers/switch/switch.c"
dotnet build "$root/bench/Benchmarks" -c Release --nologo -v quiet >"$scratch/build" || { cat "$scratch/build" && exit 1; }

for ((round = 1; round <= rounds; round++)); do
    c=$("$scratch/switch")
    ours=$(dotnet run -c Release --no-build --project "$root/bench/Benchmarks" -- micro |
        awk '/^ *thread greenlet switch, there and back/ { print $7 }')
    echo "round $round   C $c ns   thread greenlets $ours ns"
    echo "$c" >>"$scratch/c"
    echo "$ours" >>"$scratch/ours"
done

median() { sort -n "$1" | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }
awk -v c="$(median "$scratch/c")" -v ours="$(median "$scratch/ours")" \
    'BEGIN { printf "median    C %.0f ns   thread greenlets %.0f ns   ratio %.2f\n", c, ours, ours / c }'
