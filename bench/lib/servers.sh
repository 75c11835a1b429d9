# shellcheck shell=bash
# What the scripts of bench share: building and starting the servers, and ending everything they started. Source it.
# Every server listens on a free port of 127.0.0.1 and prints "listening on 127.0.0.1:PORT".

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
bench=$root/bench
built=$root/artifacts/bench
scratch=$(mktemp -d)
server_core=0
load_core=1
all_servers=epoll,greensock-async,greensock-thread,greensock-actor,akkaio,gevent,go,bcl-async,bcl-inline,bcl-threads

started=()      # process ids that finish ends
server_pid=     # of start_server
server_port=
python=         # one that knows gevent
declare -A left_out=()

say() { printf '%s\n' "$*" >&2; }
die() { say "$0: $*"; exit 1; }

finish() {
    local code=$?
    trap - EXIT INT TERM
    ((${#started[@]})) && kill -KILL "${started[@]}" 2>/dev/null
    wait 2>/dev/null
    rm -rf "$scratch"
    exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# usage: prints the comment at the head of the script, and ends it.
usage() {
    sed -n '2,/^[^#]/{/^#/s/^# \{0,1\}//p}' "$0"
    exit "${1:-0}"
}

# prepare SERVER,SERVER…: builds the load and those servers, pins nothing yet, and leaves out what cannot be built here. Sets "servers".
prepare() {
    local wanted=() name
    IFS=, read -r -a wanted <<<"$1"
    for name in cc taskset awk dotnet; do
        command -v "$name" >/dev/null || die "$name is not on the PATH"
    done
    (($(nproc) > 1)) || say "note: one processor; the load shares it with the server"
    ulimit -n "$(ulimit -Hn)"
    mkdir -p "$built"
    export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
    cc -O2 -o "$built/load" "$bench/load/load.c"
    cc -O2 -o "$built/hold" "$bench/load/hold.c"
    servers=()
    for name in "${wanted[@]}"; do
        if build "$name"; then
            servers+=("$name")
        else
            say "note: $name is left out: ${left_out[$name]}"
        fi
    done
    ((${#servers[@]})) || die "no server is left to measure"
}

build() {
    case $1 in
        epoll) cc -O2 -o "$built/epoll" "$bench/peers/epoll/echo.c" || die "the C peer does not build" ;;
        go)
            left_out[go]="no go on the PATH"
            command -v go >/dev/null || return 1
            (cd "$bench/peers/go" && go build -o "$built/go" echo.go) || die "the Go peer does not build"
            ;;
        gevent)
            left_out[gevent]="no python3 with gevent (set PYTHON)"
            local candidate
            for candidate in ${PYTHON:+"$PYTHON"} python3 /usr/bin/python3; do
                if "$candidate" -c 'import gevent' 2>/dev/null; then
                    python=$(command -v "$candidate")
                    return 0
                fi
            done
            return 1
            ;;
        greensock-*) build_dotnet examples/EchoServer EchoServer ;;
        akkaio | bcl-*) build_dotnet bench/peers/dotnet peers ;;
        *) die "no such server: $1; there are $all_servers" ;;
    esac
}

# build_dotnet FOLDER NAME: once in a run; what is measured is always the code as it stands.
build_dotnet() {
    [[ -e $scratch/built-$2 ]] && return 0
    say "building $1"
    dotnet build -c Release -v quiet "$root/$1" -p:UseSharedCompilation=false -nodeReuse:false >"$scratch/build.log" 2>&1 || {
        cat "$scratch/build.log" >&2
        die "$1 does not build"
    }
    touch "$scratch/built-$2"
}

# start_server NAME [PREFIX…]: starts it on its core, with a command such as strace before it if need be, and waits until it listens.
start_server() {
    local command tries log=$scratch/server.log name=$1
    local echo_server=$root/examples/EchoServer/bin/Release/net10.0/EchoServer peers=$bench/peers/dotnet/bin/Release/net10.0/peers
    shift
    case $name in
        epoll) command=("$built/epoll" 0) ;;
        go) command=("$built/go" 0) ;;
        gevent) command=("$python" "$bench/peers/gevent/echo.py" 0) ;;
        greensock-*) command=("$echo_server" --port 0 --hubs 1 --mode "${name#greensock-}") ;;
        akkaio) command=("$peers" akkaio 0) ;;
        bcl-async) command=("$peers" bcl 0) ;;
        bcl-threads) command=("$peers" threads 0) ;;
        bcl-inline) command=(env DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1 "$peers" bcl 0) ;;
    esac
    : >"$log"
    taskset -c "$server_core" "$@" "${command[@]}" >"$log" 2>&1 </dev/null &
    server_pid=$!
    started+=("$server_pid")
    for ((tries = 0; tries < 300; tries++)); do
        server_port=$(sed -n 's/^listening on .*:\([0-9]*\).*/\1/p' "$log")
        [[ -n $server_port ]] && return 0
        kill -0 "$server_pid" 2>/dev/null || break
        sleep 0.1
    done
    cat "$log" >&2
    die "$name does not listen"
}

stop_server() {
    kill -KILL "$server_pid" 2>/dev/null || true
    wait "$server_pid" 2>/dev/null || true
    forget "$server_pid"
}

forget() {
    local pid kept=()
    for pid in "${started[@]}"; do
        [[ $pid == "$1" ]] || kept+=("$pid")
    done
    started=("${kept[@]}")
}

# run_load ARGUMENT…: runs the load against the server that was started, on its own core. Sets "result" to its line.
run_load() {
    local code=0 pid
    taskset -c "$load_core" "$built/load" --port "$server_port" "$@" >"$scratch/load" &
    pid=$!
    started+=("$pid")
    wait "$pid" || code=$? # a wait can be interrupted, a command in the foreground cannot
    forget "$pid"
    ((code == 0)) || die "the load failed (exit code $code)"
    result=$(<"$scratch/load")
}

# value NAME: one of the values of "result".
value() {
    local pair
    for pair in $result; do
        [[ $pair == "$1="* ]] && printf '%s' "${pair#*=}" && return 0
    done
    die "the load printed no $1"
}

# measure NAME CONNECTIONS BYTES SECONDS WARM: a fresh server under a fresh load.
measure() {
    start_server "$1"
    run_load --connections "$2" --bytes "$3" --seconds "$4" --warm "$5" --pid "$server_pid"
    stop_server
}

# machine: one line about where the figures come from.
machine() {
    printf '# %s, %s processors, Linux %s, %s\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(uname -r)" \
        "commit $(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo unknown)"
    printf '# .NET %s, load average %s\n' "$(dotnet --version)" "$(cut -d' ' -f1-3 /proc/loadavg)"
}
