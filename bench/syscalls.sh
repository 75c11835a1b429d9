#!/usr/bin/env bash
# System calls per request, by name: strace -c -f on a server under load, from its first connection to its last.
#
#   bench/syscalls.sh [--connections N] [--bytes N] [--seconds N] [--server NAME]
#
# Defaults: 100 connections, 128 bytes, 10 s, greensock-async. The server is warmed up for 6 s before strace looks. strace slows the server down
# several times over, so the speed of this run says nothing.
set -eu
set -o pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.sh"

connections=100 bytes=128 seconds=10 server=greensock-async
while (($#)); do
    case $1 in
        --help | -h) usage ;;
        --connections) connections=${2:?} ;;
        --bytes) bytes=${2:?} ;;
        --seconds) seconds=${2:?} ;;
        --server) server=${2:?} ;;
        *) usage 2 >&2 ;;
    esac
    shift 2
done

command -v strace >/dev/null || die "strace is not on the PATH"
prepare "$server"
machine
start_server "$server"
run_load --connections "$connections" --bytes "$bytes" --seconds 5 --warm 1

# It says "attached" once for each thread that it finds, and counts from then on.
strace -c -f -p "$server_pid" -o "$scratch/counts" 2>"$scratch/strace.log" &
tracer=$!
started+=("$tracer")
for ((tries = 0; tries < 100; tries++)); do
    grep -q attached "$scratch/strace.log" && break
    kill -0 "$tracer" 2>/dev/null || { cat "$scratch/strace.log" >&2 && die "strace could not attach"; }
    sleep 0.1
done
sleep 0.5
run_load --connections "$connections" --bytes "$bytes" --seconds "$seconds" --warm 0
kill -INT "$tracer"
wait "$tracer" || true
forget "$tracer"
stop_server

printf '\n%s, %d connections, %d bytes, %d requests under strace:\n' "$server" "$connections" "$bytes" "$(value requests)"
awk -f "$bench/lib/median.awk" -f <(cat <<'AWK'
# Columns of strace -c: % time, seconds, usecs/call, calls, errors (may be empty), name.
$1 ~ /^[0-9.]+$/ && $NF != "total" { calls[$NF] += $4; total += $4 }
END {
    for (name in calls) printf "  %-24s %10d calls  %8.4f per request\n", name, calls[name], calls[name] / requests | "sort -k2,2nr"
    close("sort -k2,2nr")
    printf "  %-24s %10d calls  %8.4f per request\n\nLimits:\n", "all", total, total / requests
    at_most("system calls per request, " server, total / requests, 2.1)
}
AWK
) -v requests="$(value requests)" -v server="$server" "$scratch/counts"
