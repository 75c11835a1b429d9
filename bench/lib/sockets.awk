# The table of sockets.sh. Input: round, what, who (greensock or C), figure.

{
    name = $2
    if (!(name in seen)) order[++names] = name
    seen[name] = 1
    if ($1 > rounds) rounds = $1
    figure[$1, name, $3] = $4
    add(name " " $3, $4)
}

function ratio(name,    r) {
    for (r = 1; r <= rounds; r++)
        if (figure[r, name, "C"] > 0) add(name, figure[r, name, "greensock"] / figure[r, name, "C"])
    return median(name)
}

END {
    printf "\nMedians of %d round(s). udp and unix: µs of the server's CPU per request; sendall and sendfile: MB/s.\n", rounds
    printf "%-10s %12s %12s %9s\n", "what", "greensock", "C", "ratio"
    for (i = 1; i <= names; i++) {
        shown[order[i]] = ratio(order[i])
        printf "%-10s %12.2f %12.2f %9.3f\n", order[i], median(order[i] " greensock"), median(order[i] " C"), shown[order[i]]
    }
    printf "\nLimits, as medians of the ratios of each round:\n"
    if ("udp" in seen) at_most("CPU per request, UDP ping-pong / C recvfrom + sendto", shown["udp"], 1.25)
    if ("unix" in seen) at_most("CPU per request, Unix stream echo / C epoll", shown["unix"], 1.2)
    if ("sendall" in seen) at_least("MB/s, SendAll / C send", shown["sendall"], 0.95)
    if ("sendfile" in seen) at_least("MB/s, SendFile / C sendfile", shown["sendfile"], 0.95)
}
