# What every bench starts with, sourced with its arguments: help from its first comment, the build looked for, and
# `bench CLASS ARGUMENT...`, which runs a class of the tests and prints its last line. MEMORY is the heap unless
# JUSTE_DROIT_MEMORY says another.
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
case "${1:-}" in -h | --help) sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"; exit 0 ;; esac
cd "$home"
classes=spark-jobs/target
if [[ ! -d "$classes/test-classes" || ! -f "$classes/classpath-embedded.txt" ]]; then
  echo "error: the build is missing; run: mvn -q -DskipTests package" >&2
  exit 2
fi
classpath="$classes/test-classes:$classes/classes:$(tr -d '\n' <"$classes/classpath-embedded.txt")"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
mkdir -p target/bench

bench() {
  "$java" @scripts/submit/jvm.options "-Xmx${JUSTE_DROIT_MEMORY:-${MEMORY:-3g}}" -XX:+UseParallelGC \
    "-Dlog4j2.configurationFile=file:$home/conf/log4j2.properties" -cp "$classpath" "$@" | tail -1
}
