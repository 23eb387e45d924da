#!/usr/bin/env bash
# A synthetic CAF delivered as Parquet by one thread, beside a floor in the same JVM, in alternation: as many rows of the
# same columns in the same files, each value picked by a hash (SimulationBench). Last line: one JSON object.
#
#   simulate.sh [dossiers] [months]        5000 and 14 by default
#
# Three rounds of each are thrown away; ROUNDS (5 by default) are kept. "ratio" is the median time of ours over that of the
# floor, "spread" the largest (maximum - minimum) / median. The truth is made and not kept. Needs the build.
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
exec "$java" @scripts/submit/jvm.options "-Xmx${JUSTE_DROIT_MEMORY:-2g}" -XX:+UseParallelGC \
  "-Dlog4j2.configurationFile=file:$home/conf/log4j2.properties" \
  -cp "$classes/test-classes:$classes/classes:$(tr -d '\n' <"$classes/classpath-embedded.txt")" \
  fr.justedroit.simulation.SimulationBench target/bench "${1:-5000}" "${2:-14}" "${ROUNDS:-5}"
