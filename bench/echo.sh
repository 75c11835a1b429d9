#!/usr/bin/env bash
# Side-by-side echo: each round measures every server once, so that they share whatever the machine does meanwhile.
#
#   bench/echo.sh [--connections N] [--bytes N] [--seconds N] [--rounds N] [--warm N] [--servers A,B,…] [--server-core N] [--load-core N]
#
# Defaults: 100 connections, 128 bytes, 5 s measured after 4 s of warm-up, 5 rounds, all servers: epoll, greensock-async, greensock-thread,
# greensock-actor, akkaio, gevent, go, bcl-async, bcl-inline, bcl-threads. What is not installed here is left out with a note.
# Prints a row for each measurement, then a table of medians with the ratios to C epoll, and the limits with "met" or "MISSED".
set -eu
set -o pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.sh"

connections=100 bytes=128 seconds=5 rounds=5 warm=4 list=$all_servers
while (($#)); do
    case $1 in
        --help | -h) usage ;;
        --connections) connections=${2:?} ;;
        --bytes) bytes=${2:?} ;;
        --seconds) seconds=${2:?} ;;
        --rounds) rounds=${2:?} ;;
        --warm) warm=${2:?} ;;
        --servers) list=${2:?} ;;
        --server-core) server_core=${2:?} ;;
        --load-core) load_core=${2:?} ;;
        *) usage 2 >&2 ;;
    esac
    shift 2
done

prepare "$list"
machine
rows=$scratch/rows
for ((round = 1; round <= rounds; round++)); do
    for server in "${servers[@]}"; do
        measure "$server" "$connections" "$bytes" "$seconds" "$warm"
        printf 'round %d %-16s %s\n' "$round" "$server" "$result"
        printf '%s ' "$round" "$server" "$(value rps)" "$(value cpu_us)" "$(value user_us)" "$(value sys_us)" "$(value p50_us)" \
            "$(value p99_us)" "$(value p999_us)" "$(value busy_pct)" "$(value load_pct)" >>"$rows"
        printf '\n' >>"$rows"
    done
done
awk -f "$bench/lib/median.awk" -f "$bench/lib/echo.awk" -v connections="$connections" -v bytes="$bytes" "$rows"
