#!/usr/bin/env bash
# Scoring beside its yardsticks, in one run: reading a month's columns, scan and kernel, MLlib's assembler and transform,
# each to noop (ScanBench); the whole score, with ranking and write, beside a floor that reads the same columns, takes a hash
# for the score, ranks by CAF and writes the same two tables (ScoreBench); then the kernel in memory beside XGBoost and
# LightGBM (kernel.sh). Last line: one JSON object, whose score_s and its parts (scan_s, kernel_s, rank_s, write_s) are apart
# from commit_s.
#
#   scoring.sh [dossiers]        1000000 by default
#
# kernel_rows_rps is the scan by Spark's public interface. Three rounds are thrown away; ROUNDS (5 by default) are kept.
# VARIABLES (60 by default) is the number of the model's variables, CAFS (4) that of the CAFs of the whole score. Needs the build and Python 3 with venv.
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
case "${1:-}" in -h | --help) sed -n '2,12s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;; esac
cd "$home"
classes=spark-jobs/target
if [[ ! -d "$classes/test-classes" || ! -f "$classes/classpath-embedded.txt" ]]; then
  echo "error: the build is missing; run: mvn -q -DskipTests package" >&2
  exit 2
fi
if [[ -n "${JAVA_HOME:-}" ]]; then java="$JAVA_HOME/bin/java"; else java=java; fi
export ROUNDS="${ROUNDS:-5}"
mkdir -p target/bench
scan=$("$java" @scripts/submit/jvm.options -Xmx3g -XX:+UseParallelGC \
  "-Dlog4j2.configurationFile=file:$home/conf/log4j2.properties" \
  -cp "$classes/test-classes:$classes/classes:$(tr -d '\n' <"$classes/classpath-embedded.txt")" \
  fr.justedroit.scoring.ScanBench target/bench "${1:-1000000}" "${VARIABLES:-60}" "$ROUNDS" | tail -1)
whole=$("$java" @scripts/submit/jvm.options -Xmx3g -XX:+UseParallelGC \
  "-Dlog4j2.configurationFile=file:$home/conf/log4j2.properties" \
  -cp "$classes/test-classes:$classes/classes:$(tr -d '\n' <"$classes/classpath-embedded.txt")" \
  fr.justedroit.scoring.ScoreBench target/bench "${1:-1000000}" "${VARIABLES:-60}" "$ROUNDS" "${CAFS:-4}" | tail -1)
kernel=$(scripts/bench/kernel.sh | tail -1)
python3 -c 'import json, sys; print(json.dumps({k: v for a in sys.argv[1:] for k, v in json.loads(a).items()}))' \
  "$scan" "$whole" "$kernel"
