#!/usr/bin/env bash
# Sums the TRX files below a folder to one line, "N passed, N failed, N skipped", after what failed and why.
# Exit code: 0 if tests were executed and none failed, 1 otherwise.
#
# Results are counted one by one: the runner's own <Counters> leave skipped tests out of notExecuted.
set -uo pipefail

results=${1:?usage: trx-summary.sh RESULTS-DIRECTORY}

# A result with all that stands in it is made one line. Texts are shown as they stand in the file: &quot; and its like stay.
find "$results" -name '*.trx' -exec cat {} + 2>/dev/null |
    tr '\r\n' '  ' |
    sed 's/<UnitTestResult /\n&/g' |
    awk '
        function attribute(name) {
            return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
        }
        function element(name) {
            return match($0, "<" name ">[^<]*") ? substr($0, RSTART + length(name) + 2, RLENGTH - length(name) - 2) : ""
        }
        !/^<UnitTestResult / { next }
        { outcome = attribute("outcome") }
        outcome == "Passed" { passed++; next }
        outcome == "NotExecuted" { skipped++; next }
        { # Failed, Error, Timeout … and whatever is not known to be good
            failed++
            print outcome ": " attribute("testName")
            print "    " substr(element("Message"), 1, 1000)
            print "    " substr(element("StackTrace"), 1, 1000)
        }
        END {
            printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
            exit !(passed > 0 && failed == 0)
        }'
