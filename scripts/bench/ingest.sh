#!/usr/bin/env bash
# A CAF's 25th month taken in with 24 stored, beside a floor in the same JVM: Spark's CSV reader over the delivery, a read
# of the 24 months' states, and a plain write of the same rows (IngestBench). Last line: one JSON object, whose "growth" is
# the cost of a dossier at the second size over that at the first; without a second size it is null.
#
#   ingest.sh [dossiers] [dossiers]        100000 by default, and no second size
#
# Three rounds are thrown away (fewer of large sizes: 300,000 dossiers warm the JVM); ROUNDS (5 by default) are kept, and
# SECOND_ROUNDS (2) of the second size. The stored months are made once, in target/bench, six at a time, so that a run that was cut
# goes on: at 1,000,000 dossiers that takes three quarters of an hour and 30 GB. Needs the build.
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/preamble.sh"
first=$(bench fr.justedroit.cli.IngestBench target/bench "${1:-100000}" "${ROUNDS:-5}")
second=null
[[ -z "${2:-}" ]] || second=$(bench fr.justedroit.cli.IngestBench target/bench "$2" "${SECOND_ROUNDS:-2}")
python3 - "$first" "$second" <<'PY'
import json, sys
first, second = (json.loads(argument) for argument in sys.argv[1:])
first["growth"] = None
if second:
    cost = [one["ingest_s"] / one["dossiers"] for one in (first, second)]
    first.update(growth=round(cost[1] / cost[0], 2), second=second)
print(json.dumps(first))
PY
