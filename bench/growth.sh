#!/usr/bin/env bash
# How the CPU per request grows with the number of connections, for C epoll and greensock-async.
#
#   bench/growth.sh [--connections A,B,…] [--bytes N] [--seconds N] [--rounds N] [--warm N] [--servers A,B,…]
#
# Defaults: 100, 1,000 and 5,000 connections, 128 bytes, 5 s measured after 4 s of warm-up, 5 rounds, epoll and greensock-async.
# Each round measures every server at every size. Prints a row for each measurement, then the medians, the growth, and the limits.
set -eu
set -o pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.sh"

sizes=100,1000,5000 bytes=128 seconds=5 rounds=5 warm=4 list=epoll,greensock-async
while (($#)); do
    case $1 in
        --help | -h) usage ;;
        --connections) sizes=${2:?} ;;
        --bytes) bytes=${2:?} ;;
        --seconds) seconds=${2:?} ;;
        --rounds) rounds=${2:?} ;;
        --warm) warm=${2:?} ;;
        --servers) list=${2:?} ;;
        *) usage 2 >&2 ;;
    esac
    shift 2
done

prepare "$list"
machine
rows=$scratch/rows
for ((round = 1; round <= rounds; round++)); do
    for connections in ${sizes//,/ }; do
        for server in "${servers[@]}"; do
            measure "$server" "$connections" "$bytes" "$seconds" "$warm"
            printf 'round %d %-16s connections=%d %s\n' "$round" "$server" "$connections" "$result"
            echo "$round $server $connections $(value rps) $(value cpu_us) $(value busy_pct)" >>"$rows"
        done
    done
done
awk -f "$bench/lib/median.awk" -f "$bench/lib/growth.awk" "$rows"
