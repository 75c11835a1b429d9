#!/usr/bin/env bash
# Sums the TRX files below a folder to one line, "N passed, N failed, N skipped", after the names of what failed.
# Exit code: 0 if tests were executed and none failed, 1 otherwise.
#
# Results are counted one by one: the runner's own <Counters> leave skipped tests out of notExecuted.
set -uo pipefail

results=${1:?usage: trx-summary.sh RESULTS-DIRECTORY}

# An attribute's value, as it stands in the file: of a name, &quot; and its like stay.
find "$results" -name '*.trx' -exec cat {} + 2>/dev/null |
    tr '\r\n' '  ' |
    grep -o '<UnitTestResult [^>]*>' |
    awk '
        function attribute(name) {
            return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
        }
        { outcome = attribute("outcome") }
        outcome == "Passed" { passed++; next }
        outcome == "NotExecuted" { skipped++; next }
        { failed++; print outcome ": " attribute("testName") } # Failed, Error, Timeout … and whatever is not known to be good
        END {
            printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
            exit !(passed > 0 && failed == 0)
        }'
