# The table of growth.sh. Input: round, server, connections, requests/s, CPU per request, busy. Growth is the CPU per request against that of the
# smallest number of connections in the same round; the table shows the median of the rounds.

{
    if (!(($2, $3) in seen)) order[++rows] = $2 SUBSEP $3
    seen[$2, $3] = 1
    if ($1 > rounds) rounds = $1
    if (smallest == "" || $3 < smallest) smallest = $3
    if ($3 > largest) largest = $3
    add($2 SUBSEP $3 " rps", $4); add($2 SUBSEP $3 " cpu", $5); add($2 SUBSEP $3 " busy", $6)
    cpu[$1, $2, $3] = $5
}

function growth(server, connections,    r, name) {
    name = "growth " server " " connections
    if (!(name in count))
        for (r = 1; r <= rounds; r++)
            if (cpu[r, server, smallest] > 0 && cpu[r, server, connections] > 0) add(name, cpu[r, server, connections] / cpu[r, server, smallest])
    return median(name)
}

function against_epoll(server, connections,    r, name) {
    name = "against " server " " connections
    if (!(name in count))
        for (r = 1; r <= rounds; r++)
            if (cpu[r, "epoll", connections] > 0 && cpu[r, server, connections] > 0)
                add(name, cpu[r, server, connections] / cpu[r, "epoll", connections])
    return median(name)
}

END {
    printf "\nMedians of %d round(s). CPU is the server's, per request, in µs.\n", rounds
    printf "%-16s %11s %10s %8s %6s %8s %10s\n", "server", "connections", "requests/s", "CPU", "busy", "growth", "CPU/epoll"
    for (i = 1; i <= rows; i++) {
        split(order[i], key, SUBSEP)
        printf "%-16s %11d %10.0f %8.2f %5.0f%% %8.2f %10.2f\n", key[1], key[2], median(order[i] " rps"), median(order[i] " cpu"),
            median(order[i] " busy"), growth(key[1], key[2]), against_epoll(key[1], key[2])
    }
    a = "greensock-async"
    theirs = growth("epoll", largest)
    printf "\nLimits:\n"
    at_most("CPU per request, async / C epoll, 1,000 connections", against_epoll(a, 1000), 1.25)
    at_most("growth to " largest " connections, async / C epoll", theirs > 0 ? growth(a, largest) / theirs : "", 1.15)
}
