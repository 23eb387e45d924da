#!/usr/bin/env bash
# Spark's history server over the event logs of a root, on loopback: jobs by command, month, CAF and step, their stages,
# times and settings. For the root's own user; whoever may open ports of this machine sees it while it runs.
#
#   history.sh --root DIR [--port N]     until Ctrl-C
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
root=${JUSTE_DROIT_ROOT:-} port=18080
while [[ $# -gt 0 ]]; do
  case "$1" in
    --root | --port)
      [[ $# -ge 2 ]] || { echo "error: $1 needs a value." >&2; exit 2; }
      if [[ "$1" == --root ]]; then root=$2; else port=$2; fi
      shift 2
      ;;
    -h | --help) sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "error: unknown option $1 (see --help)." >&2; exit 2 ;;
  esac
done
[[ -n "$root" ]] || { echo "error: no root was given; give --root DIR or set JUSTE_DROIT_ROOT." >&2; exit 2; }
[[ "$root" == *:/* ]] || root=$(readlink -f "$root")
logs="$root/journal/.spark"
[[ "$root" == *:/* || -d "$logs" ]] || { echo "error: $logs holds no event log: nothing has run on this root." >&2; exit 2; }
built="$home/spark-jobs/target/classpath-embedded.txt"
[[ -f "$built" ]] || { echo "error: the application is not built; run 'mvn -q -DskipTests package' in $home." >&2; exit 2; }
if [[ -n "${JAVA_HOME:-}" ]]; then java="$JAVA_HOME/bin/java"; else java=java; fi
[[ "$logs" == *:/* ]] || logs="file:$logs"
echo "http://127.0.0.1:$port reads $logs (Ctrl-C ends it)" >&2
export SPARK_LOCAL_IP=127.0.0.1 SPARK_PUBLIC_DNS=localhost
exec "$java" "@$home/scripts/submit/jvm.options" -Xmx512m -cp "$(cat "$built")" \
  "-Dlog4j2.configurationFile=file:$home/conf/log4j2-cluster.properties" \
  "-Dspark.history.fs.logDirectory=$logs" "-Dspark.history.ui.port=$port" -Dspark.history.fs.cleaner.enabled=false \
  org.apache.spark.deploy.history.HistoryServer
