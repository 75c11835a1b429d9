#!/usr/bin/env bash
# Runs built test projects (-c Release) where what is sent arrives late: in a network of their own whose loopback delivers on
# the second processor, while the tests run on the first. So it is now and then on any busy machine; here it is always, and a
# spec that takes it for granted that the peer has what a call has just sent fails soon. Needs root and two processors.
#
# usage: eng/late-loopback.sh [TESTS-FOLDER…]    all below tests/ if none is named
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

[[ ${LATE_LOOPBACK:-} ]] || LATE_LOOPBACK=yes exec unshare -n -m -- "${BASH_SOURCE[0]}" "$@"

ip link set lo up && mount -t sysfs none /sys && echo 2 >/sys/class/net/lo/queues/rx-0/rps_cpus || exit 1
ulimit -n "$(ulimit -Hn)"
(($#)) || set -- tests/*.Tests
code=0
for project; do
    taskset -c 0 dotnet test "$project" -c Release --no-build --nologo || code=1
done
exit "$code"
