#!/usr/bin/env bash
# Sums the TRX files below a folder to one line, "N passed, N failed, N skipped".
# Exit code: 0 if tests were executed and none failed, 1 otherwise.
#
# Results are counted one by one: the runner's own <Counters> leave skipped tests out of notExecuted.
set -uo pipefail

results=${1:?usage: trx-summary.sh RESULTS-DIRECTORY}

find "$results" -name '*.trx' -exec cat {} + 2>/dev/null |
    tr '\r\n' '  ' |
    grep -o '<UnitTestResult [^>]*>' |
    grep -o ' outcome="[^"]*"' |
    awk -F '"' '
        $2 == "Passed" { passed++; next }
        $2 == "NotExecuted" { skipped++; next }
        { failed++ } # Failed, Error, Timeout, Aborted … and whatever is not known to be good
        END {
            printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
            exit !(passed > 0 && failed == 0)
        }'
