# Shared by the tables: the median of what was added under a name, and the lines that say whether a limit is met.

function add(name, value) {
    values[name, ++count[name]] = value + 0
}

function median(name,    n, i, j, x, sorted) {
    n = count[name]
    for (i = 1; i <= n; i++) {
        x = values[name, i]
        for (j = i - 1; j > 0 && sorted[j] > x; j--) sorted[j + 1] = sorted[j]
        sorted[j + 1] = x
    }
    return n == 0 ? "" : n % 2 ? sorted[(n + 1) / 2] : (sorted[n / 2] + sorted[n / 2 + 1]) / 2
}

# The two halves of a limit: at_most and at_least print one line each.
function at_most(what, value, limit) {
    verdict(what, value, "<=", limit, value <= limit)
}

function at_least(what, value, limit) {
    verdict(what, value, ">=", limit, value >= limit)
}

function verdict(what, value, sign, limit, met) {
    if (value == "")
        printf "  %-58s %8s  %s %-6s not measured\n", what, "-", sign, limit
    else
        printf "  %-58s %8.3f  %s %-6s %s\n", what, value, sign, limit, met ? "met" : "MISSED"
}
