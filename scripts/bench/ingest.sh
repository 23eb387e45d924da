#!/usr/bin/env bash
# A CAF's 25th month taken in with 24 stored, beside a floor in the same JVM: Spark's CSV reader over the delivery, a read
# of the 24 months' states, and a plain write of the same rows (IngestBench). Last line: one JSON object, whose "growth" is
# the cost of a dossier at the second size over that at the first; without a second size it is null.
#
#   ingest.sh [dossiers] [dossiers]        100000 by default, and no second size
#
# Three rounds are thrown away; ROUNDS (5 by default) are kept. The stored months are made once, in target/bench. Needs
# the build.
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
case "${1:-}" in -h | --help) sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;; esac
cd "$home"
classes=spark-jobs/target
if [[ ! -d "$classes/test-classes" || ! -f "$classes/classpath-embedded.txt" ]]; then
  echo "error: the build is missing; run: mvn -q -DskipTests package" >&2
  exit 2
fi
if [[ -n "${JAVA_HOME:-}" ]]; then java="$JAVA_HOME/bin/java"; else java=java; fi
mkdir -p target/bench

measure() { # measure DOSSIERS
  "$java" @scripts/submit/jvm.options "-Xmx${JUSTE_DROIT_MEMORY:-3g}" -XX:+UseParallelGC \
    "-Dlog4j2.configurationFile=file:$home/conf/log4j2.properties" \
    -cp "$classes/test-classes:$classes/classes:$(tr -d '\n' <"$classes/classpath-embedded.txt")" \
    fr.justedroit.cli.IngestBench target/bench "$1" "${ROUNDS:-5}" | tail -1
}

first=$(measure "${1:-100000}")
second=null
[[ -z "${2:-}" ]] || second=$(measure "$2")
python3 - "$first" "$second" <<'PY'
import json, sys
first, second = (json.loads(argument) for argument in sys.argv[1:])
first["growth"] = None
if second:
    cost = [one["ingest_s"] / one["dossiers"] for one in (first, second)]
    first.update(growth=round(cost[1] / cost[0], 2), second=second)
print(json.dumps(first))
PY
