#!/usr/bin/env bash
# The resident memory that each further idle connection adds to a server, seen from outside.
#
#   bench/idle.sh [--connections N] [--rounds N] [--servers A,B,…]
#
# Defaults: 5,000 connections, 1 round, greensock-async, greensock-thread, greensock-actor, go, akkaio, gevent, bcl-async.
# A fresh server echoes for 2 s, so that its code is warm, and holds 100 connections. Then 5,000 more connect, have one byte echoed each and fall
# silent; 2 s later what VmRSS has grown by is divided by their number.
set -eu
set -o pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.sh"

connections=5000 rounds=1 list=greensock-async,greensock-thread,greensock-actor,go,akkaio,gevent,bcl-async
while (($#)); do
    case $1 in
        --help | -h) usage ;;
        --connections) connections=${2:?} ;;
        --rounds) rounds=${2:?} ;;
        --servers) list=${2:?} ;;
        *) usage 2 >&2 ;;
    esac
    shift 2
done

resident_kb() { awk '/^VmRSS:/ { print $2 }' "/proc/$server_pid/status"; }

# hold COUNT: holds so many more connections until the server is stopped. Each call waits until its last byte is back.
hold() {
    local log=$scratch/hold.$RANDOM pid tries
    : >"$log"
    taskset -c "$load_core" "$built/hold" "$server_port" "$1" >"$log" 2>&1 <"$scratch/lifeline" 9>&- &
    pid=$!
    holders+=("$pid")
    started+=("$pid")
    for ((tries = 0; tries < 1200; tries++)); do
        grep -q '^holding' "$log" && return 0
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.1
    done
    cat "$log" >&2
    die "could not hold $1 connections"
}

prepare "$list"
(($(ulimit -n) > connections + 300)) || die "$connections connections want more descriptors than $(ulimit -n): see ulimit -n"
machine
mkfifo "$scratch/lifeline" # ends when this script does, and with it those that hold connections
exec 9<>"$scratch/lifeline"
rows=$scratch/rows
for ((round = 1; round <= rounds; round++)); do
    for server in "${servers[@]}"; do
        holders=()
        start_server "$server"
        run_load --connections 50 --bytes 128 --seconds 1 --warm 1
        hold 100
        sleep 2
        before=$(resident_kb)
        hold "$connections"
        sleep 2
        after=$(resident_kb)
        stop_server
        for pid in "${holders[@]}"; do
            kill -KILL "$pid" 2>/dev/null || true
            wait "$pid" 2>/dev/null || true
            forget "$pid"
        done
        each=$(awk -v a="$after" -v b="$before" -v n="$connections" 'BEGIN { printf "%.2f", (a - b) / n }')
        printf 'round %d %-16s before %7d KB  after %7d KB  each %6.2f KB\n' "$round" "$server" "$before" "$after" "$each"
        echo "$server $each" >>"$rows"
    done
done
awk -f "$bench/lib/median.awk" -f <(cat <<'AWK'
{ if (!($1 in seen)) order[++names] = $1; seen[$1] = 1; add($1, $2) }
END {
    printf "\nMedian resident memory of an idle connection, KB:\n"
    for (i = 1; i <= names; i++) printf "  %-16s %7.2f\n", order[i], median(order[i])
    printf "\nLimits:\n"
    at_most("resident KB of an idle connection, async", median("greensock-async"), 4)
}
AWK
) "$rows"
