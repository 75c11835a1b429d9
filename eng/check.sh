#!/usr/bin/env bash
# Restore, build, test, format, and every example once. Ends with "N passed, N failed, N skipped" over all tests.
# Nothing here waits without a limit, and nothing outlives it.
set -uo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 1
exec </dev/null

readonly solution=Akka.Greensock.sln
readonly time_limit=1620 # seconds for everything: 27 minutes, so that the last line is printed before a limit of 30
readonly results=$root/artifacts/test-results
scratch=$(mktemp -d)
failed_steps=()
servers=() # processes in the background, ended with the script
running=   # the command that bounded waits for

export CI=true # wherever this runs: it changes the paths that programs are told of (ContinuousIntegrationBuild)
# Build servers would live on and hold the caller's pipe open long after the last line.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

finish() {
    local code=$? summary
    trap - EXIT INT TERM
    kill $running "${servers[@]}" 2>/dev/null && wait
    summary=$("$root/eng/trx-summary.sh" "$results") || failed_steps+=("test results")
    rm -rf "$scratch"
    if ((${#failed_steps[@]})); then
        printf 'FAILED: %s\n' "${failed_steps[@]}"
        code=1
    fi
    printf '%s\n' "$summary"
    exit "$code"
}

# bounded SECONDS COMMAND…: the command with its own limit or what is left of the whole, whichever is less.
bounded() {
    local limit=$1 left=$((time_limit - SECONDS))
    shift
    ((left > 0)) || { echo "no time left for: $*" && return 124; }
    timeout --kill-after=10 "$((limit < left ? limit : left))" "$@" & # so that a signal to this script is heard at once
    running=$!
    wait "$running"
    local code=$?
    running=
    return "$code"
}

# step NAME COMMAND…: runs it, says how long it took, and remembers a failure.
step() {
    local name=$1 started=$SECONDS code=0
    shift
    printf '\n=== %s\n' "$name"
    "$@" || code=$?
    if ((code == 0)); then
        printf '=== %s: ok, %d s\n' "$name" "$((SECONDS - started))"
    else
        failed_steps+=("$name (exit code $code)")
        printf '=== %s: FAILED with exit code %d, %d s\n' "$name" "$code" "$((SECONDS - started))"
    fi
    return "$code"
}

tests() {
    # The command of the README. One project at a time: tests of time share two cores badly. A test that hangs is named and ended.
    bounded 900 dotnet test "$solution" -c Release -m:1 \
        --logger trx --results-directory "$results" --blame-hang-timeout 5m --blame-hang-dump-type none || return
    local projects=(tests/*/*.csproj) files
    files=$(find "$results" -name '*.trx' | wc -l)
    ((files == ${#projects[@]})) || { echo "$files TRX files of ${#projects[@]} test projects" && return 1; }
}

# install PACKAGE…: Debian packages, where the machine can be given any.
install() {
    command -v apt-get >/dev/null && ((EUID == 0)) || return
    local command=(apt-get install -q -y --no-install-recommends "$@")
    export DEBIAN_FRONTEND=noninteractive
    bounded 240 "${command[@]}" || { bounded 120 apt-get update -q && bounded 240 "${command[@]}"; }
}

# Tests ask C what its headers and its libc say. Where the machine can be given a compiler it is, and else it is told of.
c_compiler() {
    local probe='#include <netdb.h>
#include <linux/can/j1939.h>
int main(void) { return getprotobyname("tcp") == 0; }'
    c_works() { gcc -x c -o "$scratch/probe" - <<<"$probe" 2>/dev/null && "$scratch/probe"; }

    c_works && return
    install gcc libc6-dev netbase
    c_works && return
    echo "the tests want gcc, the headers of libc and of Linux, and /etc/protocols: apt-get install gcc libc6-dev netbase"
    return 1
}

# The captures of the TestKit are read by Wireshark's own reader where there is one: the specs say nothing without.
packet_reader() {
    command -v tshark >/dev/null || install tshark
    command -v tshark >/dev/null || echo "without tshark the captures are read by our own reader alone: apt-get install tshark"
}

main() {
    rm -rf "$results"
    ulimit -n "$(ulimit -Hn)" || return # a socket library's checks want descriptors

    command -v dotnet >/dev/null || {
        echo "dotnet is not on the PATH. Install the .NET SDK 10: https://dotnet.microsoft.com/download" >&2
        failed_steps+=("no dotnet")
        return 1
    }

    step "C compiler" c_compiler
    step "packet reader" packet_reader
    step "restore" bounded 300 dotnet restore "$solution" || return
    step "build" bounded 720 dotnet build "$solution" -c Release --no-restore -warnaserror || return
    step "test" tests
    step "format" bounded 480 dotnet format "$solution" --verify-no-changes --no-restore
    run_examples
    ((${#failed_steps[@]} == 0))
}

trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
source eng/examples.sh
main
