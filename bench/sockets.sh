#!/usr/bin/env bash
# Datagrams, Unix streams and bulk transfers beside the same in C, interleaved: each round measures ours and C's once.
#
#   bench/sockets.sh [--rounds N] [--seconds N] [--warm N] [--megabytes N] [--only udp,unix,sendall,sendfile]
#
# Defaults: 5 rounds, 4 s measured after 3 s of warm-up, 1024 MB for each transfer.
#   udp       16-byte ping-pong of one client; C blocks in recvfrom(2) and sendto(2). CPU of the server per request.
#   unix      128-byte echo on a Unix path, 100 connections; C is epoll. CPU of the server per request.
#   sendall   so many bytes from memory in one call, to a sink that answers once it has them; C loops over send(2).
#   sendfile  a file of so many bytes, in the page cache; C loops over sendfile(2).
# Prints a row for each measurement, then the medians of the rounds' ratios and the limits with "met" or "MISSED".
set -eu
set -o pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/servers.sh"

rounds=5 seconds=4 warm=3 megabytes=1024 only=udp,unix,sendall,sendfile
while (($#)); do
    case $1 in
        --help | -h) usage ;;
        --rounds) rounds=${2:?} ;;
        --seconds) seconds=${2:?} ;;
        --warm) warm=${2:?} ;;
        --megabytes) megabytes=${2:?} ;;
        --only) only=${2:?} ;;
        *) usage 2 >&2 ;;
    esac
    shift 2
done

prepare epoll
cc -O2 -Wall -o "$built/sockets" "$bench/peers/sockets/sockets.c"
build_dotnet bench/Benchmarks benchmarks
ours=$bench/Benchmarks/bin/Release/net10.0/Akka.Greensock.Benchmarks
rows=$scratch/rows

# start COMMAND…: a server on its core; sets server_pid and server_port.
start() {
    local tries log=$scratch/server.log
    : >"$log"
    taskset -c "$server_core" "$@" >"$log" 2>&1 </dev/null &
    server_pid=$!
    started+=("$server_pid")
    for ((tries = 0; tries < 100; tries++)); do
        server_port=$(sed -n 's/^listening on .*:\([0-9]*\).*/\1/p' "$log")
        [[ -n $server_port ]] && return 0
        kill -0 "$server_pid" 2>/dev/null || break
        sleep 0.1
    done
    cat "$log" >&2
    die "$1 $2 does not listen"
}

# request WHAT WHO LOAD-ARGUMENT…: CPU per request of the server that was started.
request() {
    local what=$1 who=$2
    shift 2
    run_load "$@" --seconds "$seconds" --warm "$warm" --pid "$server_pid"
    stop_server
    printf 'round %d %-9s %-10s %s\n' "$round" "$what" "$who" "$result"
    printf '%s %s %s %s\n' "$round" "$what" "$who" "$(value cpu_us)" >>"$rows"
}

udp() {
    start "$ours" serve-udp
    request udp greensock --udp "$server_port" --connections 1 --bytes 16
    start "$built/sockets" udp
    request udp C --udp "$server_port" --connections 1 --bytes 16
}

unix() {
    start "$ours" serve-unix "$scratch/greensock.sock"
    request unix greensock --unix "$scratch/greensock.sock"
    start "$built/epoll" "$scratch/c.sock"
    request unix C --unix "$scratch/c.sock"
    rm -f "$scratch"/*.sock
}

# transfer WHAT WHO PROGRAM VERB ARGUMENT: MB/s of a sender that prints its seconds.
transfer() {
    local what=$1 who=$2
    start "$built/sockets" sink
    result=$(taskset -c "$load_core" "$3" "$4" "$server_port" "$5" | grep '^seconds=') || die "$what of $who failed"
    stop_server
    printf 'round %d %-9s %-10s %s\n' "$round" "$what" "$who" "$result"
    printf '%s %s %s %s\n' "$round" "$what" "$who" "$(awk -v s="$(value seconds)" -v m="$megabytes" 'BEGIN { print m / s }')" >>"$rows"
}

sendall() {
    local bytes=$((megabytes * 1024 * 1024))
    transfer sendall greensock "$ours" sendall "$bytes"
    transfer sendall C "$built/sockets" sendall "$bytes"
}

sendfile() {
    local file=$scratch/file
    [[ -e $file ]] || head -c "$((megabytes * 1024 * 1024))" /dev/zero >"$file"
    cat "$file" >/dev/null
    transfer sendfile greensock "$ours" sendfile "$file"
    transfer sendfile C "$built/sockets" sendfile "$file"
}

machine
for ((round = 1; round <= rounds; round++)); do
    for what in ${only//,/ }; do
        "$what"
    done
done
awk -f "$bench/lib/median.awk" -f "$bench/lib/sockets.awk" "$rows"
