#!/usr/bin/env bash
# Acts of ten CAFs folded into cases and judged by the procedure, beside a plain Delta MERGE of as many acts by key into a
# table of the same size, partitions and statistics, in the same JVM (FollowUpBench). Last line: one JSON object: acts,
# follow_up_s, merge_s, ratio, spread.
#
#   follow-up.sh [acts]        1000000 by default
#
# Three rounds are thrown away; ROUNDS (5 by default) are kept. Needs the build.
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/preamble.sh"
bench fr.justedroit.cas.FollowUpBench target/bench "${1:-1000000}" "${ROUNDS:-5}"
