#!/usr/bin/env bash
# Acts of ten CAFs folded into cases and judged by the procedure, beside a plain Delta MERGE of as many acts by key into a
# table of the same size, partitions and statistics, in the same JVM (FollowUpBench). Last line: one JSON object: acts,
# follow_up_s, merge_s, ratio, spread.
#
#   follow-up.sh [acts]        1000000 by default
#
# Three rounds are thrown away; ROUNDS (5 by default) are kept. Needs the build.
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
case "${1:-}" in -h | --help) sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;; esac
cd "$home"
classes=spark-jobs/target
if [[ ! -d "$classes/test-classes" || ! -f "$classes/classpath-embedded.txt" ]]; then
  echo "error: the build is missing; run: mvn -q -DskipTests package" >&2
  exit 2
fi
if [[ -n "${JAVA_HOME:-}" ]]; then java="$JAVA_HOME/bin/java"; else java=java; fi
mkdir -p target/bench
"$java" @scripts/submit/jvm.options "-Xmx${JUSTE_DROIT_MEMORY:-3g}" -XX:+UseParallelGC \
  "-Dlog4j2.configurationFile=file:$home/conf/log4j2.properties" \
  -cp "$classes/test-classes:$classes/classes:$(tr -d '\n' <"$classes/classpath-embedded.txt")" \
  fr.justedroit.cas.FollowUpBench target/bench "${1:-1000000}" "${ROUNDS:-5}" | tail -1
