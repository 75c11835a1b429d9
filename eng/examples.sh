# Sourced by check.sh: runs every example briefly. An example without an entry in run_examples is a failure.

readonly known_examples="DropInChat EchoClient EchoServer HelloEcho MailServer RedisClient TenThousand"

run_examples() {
    local found mode hubs build
    found=$(find examples -mindepth 1 -maxdepth 1 -type d ! -name bin ! -name obj -printf '%f\n' 2>/dev/null | sort | xargs)
    if [[ $found != "$known_examples" ]]; then
        step "examples are [$found], eng/examples.sh runs [$known_examples]" false
        return
    fi

    step "HelloEcho" echo_through HelloEcho
    for mode in async thread actor; do
        for hubs in 1 2; do
            step "EchoServer --mode $mode --hubs $hubs" echo_through EchoServer --port 0 --mode "$mode" --hubs "$hubs"
        done
    done
    for build in Bcl Greensock; do
        step "DropInChat, built over $build" chat_through "$build"
    done
    step "MailServer" says "delivered from ann@example.org to bob@example.org" MailServer --demo
    step "RedisClient" says "count is 10000" RedisClient
    step "TenThousand" bounded 90 \
        dotnet run -c Release --no-build --project examples/TenThousand -- --connections 1000 --seconds 2
}

# echo_through EXAMPLE ARGUMENT…: starts the server, checks that it echoes, and that it ends when it is told to.
echo_through() {
    local server=$1 log=$scratch/server.log dll pid port code=0
    shift
    dll=$(target_of "$server") || return
    : >"$log"
    timeout --kill-after=10 60 dotnet "$dll" "$@" >"$log" 2>&1 & # not bounded: $! must be what passes SIGTERM on
    pid=$!
    servers+=("$pid")

    if port=$(port_in "$log" "$pid"); then
        bounded 40 dotnet run -c Release --no-build --project examples/EchoClient -- \
            --port "$port" --connections 10 --requests 100 || code=$?
    else
        code=1
        echo "$server does not listen"
    fi

    stop "$server" "$pid" || code=1
    ((code == 0)) || sed "s/^/$server: /" "$log"
    return "$code"
}

# says TEXT EXAMPLE ARGUMENT…: runs a program that ends by itself, and looks for what it must say.
says() {
    local text=$1 example=$2 dll code=0
    shift 2
    dll=$(target_of "$example") || return
    bounded 30 dotnet "$dll" "$@" >"$scratch/said" 2>&1 || code=$?
    cat "$scratch/said"
    grep -qF "$text" "$scratch/said" || { echo "$example does not say '$text'" && code=1; }
    return "$code"
}

# chat_through BUILD: the same conversation, whatever the program was built over. The server must say all of it, and end when told to.
chat_through() {
    local example=DropInChat/$1/DropInChat.$1 log=$scratch/server.log dll pid port code=0
    local conversation=$'* ann joined\n<ann> hello\n* here: ann'
    dll=$(target_of "$example") || return
    : >"$log"
    timeout --kill-after=10 60 dotnet "$dll" server 0 >"$log" 2>&1 &
    pid=$!
    servers+=("$pid")

    if port=$(port_in "$log" "$pid"); then
        printf 'hello\n/who\n/quit\n' >"$scratch/script"
        # In a shell of its own: what bounded starts in the background has no input.
        bounded 40 bash -c 'exec dotnet "$1" client "$2" ann <"$3"' - "$dll" "$port" "$scratch/script" >"$scratch/heard" || code=$?
        cat "$scratch/heard"
        [[ $(<"$scratch/heard") == "$conversation" ]] || { echo "this is not the conversation" && code=1; }
    else
        code=1
        echo "$example does not listen"
    fi

    stop "$example" "$pid" || code=1
    ((code == 0)) || sed "s|^|$example: |" "$log"
    return "$code"
}

# Straight to the program, and not through dotnet run: the process that is told to end is then the server itself.
target_of() {
    local path project=examples/$1/$1.csproj
    [[ $1 == */* ]] && project=examples/$1.csproj # one of several projects of an example
    path=$(bounded 60 dotnet msbuild "$project" -getProperty:TargetPath -p:Configuration=Release) || return
    [[ -f $path ]] || { echo "$1 was not built: no $path" >&2 && return 1; }
    printf '%s\n' "$path"
}

# The port in "listening on ADDRESS:PORT", once the server has said so: at most 20 s, and not after its end.
port_in() {
    local log=$1 pid=$2 port try
    for ((try = 0; try < 200; try++)); do
        port=$(sed -nE 's/.*listening on [^ ]*:([0-9]+).*/\1/p' "$log" | head -n 1)
        [[ -n $port ]] && printf '%s\n' "$port" && return
        kill -0 "$pid" 2>/dev/null || return
        sleep 0.1
    done
    return 1
}

# Ends by SIGTERM (0, or 143 = 128 + SIGTERM); a server that had ended before, or does not within 10 s, is a failure.
stop() {
    local server=$1 pid=$2 code=0
    servers=() # from here on it is waited for, or gone
    kill -0 "$pid" 2>/dev/null || { echo "$server ended before it was told to" && return 1; }
    kill -TERM "$pid"
    wait "$pid" || code=$?
    ((code == 0 || code == 143)) || { echo "$server ended with exit code $code" && return 1; }
}
