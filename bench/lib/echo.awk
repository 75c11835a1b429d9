# The table of echo.sh. Input: one row for each round and server, as echo.sh writes them.
# A ratio is taken between two rows of the same round, and the table shows the median of the rounds' ratios.

{
    name = $2
    if (!(name in seen)) order[++names] = name
    seen[name] = 1
    if ($1 > rounds) rounds = $1
    add(name " rps", $3); add(name " cpu", $4); add(name " user", $5); add(name " sys", $6)
    add(name " p50", $7); add(name " p99", $8); add(name " p999", $9); add(name " busy", $10); add(name " load", $11)
    rps[$1, name] = $3
    cpu[$1, name] = $4
    have[$1, name] = 1
}

function ratio(measure, a, b,    r, name) {
    name = measure " " a " " b
    if (!(name in count))
        for (r = 1; r <= rounds; r++)
            if (have[r, a] && have[r, b]) add(name, measure == "cpu" ? cpu[r, a] / cpu[r, b] : rps[r, a] / rps[r, b])
    return median(name)
}

function shown(x) {
    return x == "" ? "-" : sprintf("%.2f", x)
}

END {
    printf "\nMedians of %d round(s): %s connections, %s bytes. CPU is the server's, per request, in µs; latency in µs.\n", rounds, connections, bytes
    printf "%-16s %10s %7s %7s %7s %8s %8s %8s %6s %6s  %9s %9s\n", "server", "requests/s", "CPU", "user", "system", "p50", "p99", "p99.9",
        "busy", "load", "CPU/epoll", "rps/epoll"
    for (i = 1; i <= names; i++) {
        n = order[i]
        printf "%-16s %10.0f %7.2f %7.2f %7.2f %8.0f %8.0f %8.0f %5.0f%% %5.0f%%  %9s %9s\n", n, median(n " rps"), median(n " cpu"),
            median(n " user"), median(n " sys"), median(n " p50"), median(n " p99"), median(n " p999"), median(n " busy"), median(n " load"),
            shown(ratio("cpu", n, "epoll")), shown(ratio("rps", n, "epoll"))
        if (median(n " busy") < 95) idle = idle " " n
    }
    if (idle != "") printf "Not busy (< 95 %%), so limited by the load or by other processes; read its CPU, not its requests/s:%s\n", idle

    if (bytes != 128 || (connections != 100 && connections != 1000)) exit
    a = "greensock-async"
    printf "\nLimits, as medians of the ratios of each round:\n"
    if (connections == 1000) {
        at_most("CPU per request, async / C epoll, 1,000 connections", ratio("cpu", a, "epoll"), 1.25)
        exit
    }
    at_most("CPU per request, async / C epoll", ratio("cpu", a, "epoll"), 1.15)
    at_least("requests/s, async / C epoll", ratio("rps", a, "epoll"), 0.88)
    at_least("requests/s, async / Akka.IO", ratio("rps", a, "akkaio"), 2.5)
    at_least("requests/s, async / gevent", ratio("rps", a, "gevent"), 1.8)
    at_least("requests/s, async / Go", ratio("rps", a, "go"), 1.05)
    at_least("requests/s, thread / gevent", ratio("rps", "greensock-thread", "gevent"), 0.9)
    at_most("CPU per request, actor / C epoll", ratio("cpu", "greensock-actor", "epoll"), 1.5)
}
