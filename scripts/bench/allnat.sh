#!/usr/bin/env bash
# A month of the national base beside a floor in the same JVM, in alternation (AllnatBench): the second month of a year is
# refreshed with the first one published; the floor reads the same month's rows of byte codes, shuffles them by one key and
# writes them, with the same codec and partitions. Last line: one JSON object; cells_s is everything but the gate's attacks
# (gate_s), ratio is cells_s over floor_s, medians; spread is the largest (maximum - minimum) / median.
#
#   allnat.sh [dossiers]        200000 by default
#
# Two rounds are thrown away; ROUNDS (5 by default) are kept. JUSTE_DROIT_MEMORY (3g by default) is the heap. The local
# bases are made once, in target/bench, of a made-up population coded by the dictionary of conf/. Needs the build.
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
case "${1:-}" in -h | --help) sed -n '2,11s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;; esac
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
  fr.justedroit.allnat.AllnatBench target/bench "${1:-200000}" "${ROUNDS:-5}" | tail -1
