#!/usr/bin/env bash
# One month of a France of 101 CAFs, whose sizes range from one to thirty: refresh-allnat and score, timed (NationalBench).
# Simulation and ingest come before, once for each size, and are not counted; the configuration of the 101 CAFs is made in
# target/bench. Last line: one JSON object.
#
#   national.sh [dossiers]        1000000 by default
#
# s_per_million is refresh and score together; overhead_s_per_caf is what scoring 101 CAFs of some twenty dossiers takes, a
# CAF; bytes_per_dossier is what the month's codes, ranking and proposals take in storage. A root that is there already is
# refreshed no more: remove target/bench/national-<dossiers> to time it again. JUSTE_DROIT_MEMORY (6g by default) is the
# heap. Needs the build.
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
case "${1:-}" in -h | --help) sed -n '2,13s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;; esac
cd "$home"
classes=spark-jobs/target
if [[ ! -d "$classes/test-classes" || ! -f "$classes/classpath-embedded.txt" ]]; then
  echo "error: the build is missing; run: mvn -q -DskipTests package" >&2
  exit 2
fi
if [[ -n "${JAVA_HOME:-}" ]]; then java="$JAVA_HOME/bin/java"; else java=java; fi
mkdir -p target/bench
"$java" @scripts/submit/jvm.options "-Xmx${JUSTE_DROIT_MEMORY:-6g}" -XX:+UseParallelGC \
  "-Dlog4j2.configurationFile=file:$home/conf/log4j2.properties" \
  -cp "$classes/test-classes:$classes/classes:$(tr -d '\n' <"$classes/classpath-embedded.txt")" \
  fr.justedroit.cli.NationalBench target/bench "${1:-1000000}" | tail -1
