#!/usr/bin/env bash
# A real standalone Spark cluster on this machine, out of the embedded runtime: one master and two workers, each a
# process of its own, with authentication and encryption of network and disk. For tries and tests; a real site has its
# own cluster, with the same settings.
#
#   cluster.sh start [--workers N] [--cores N] [--memory M]     starts it and prints how to use it
#   cluster.sh stop                                             stops it and forgets its secret
#   cluster.sh status                                           says which processes live, and where they listen
#
# Environment: JUSTE_DROIT_CLUSTER, the folder of its state (default: target/cluster of the checkout).
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
state=${JUSTE_DROIT_CLUSTER:-$home/target/cluster}
properties="$state/juste-droit.properties"
built="$home/spark-jobs/target/classpath-embedded.txt"
if [[ -n "${JAVA_HOME:-}" ]]; then java="$JAVA_HOME/bin/java"; else java=java; fi

fail() { # fail WHAT REMEDY
  echo "error: $1" >&2
  echo "  remedy: $2" >&2
  exit 2
}

alive() { # alive NAME: does the process of this name live
  [[ -f "$state/$1.pid" ]] && kill -0 "$(cat "$state/$1.pid")" 2>/dev/null
}

names() { (cd "$state" 2>/dev/null && ls -- *.pid 2>/dev/null | sed 's/\.pid$//') || true; }

launch() { # launch NAME CLASS ARGUMENTS...: a daemon with its log; settings and secret come by the file
  local name=$1 class=$2
  shift 2
  SPARK_HOME="$state/runtime" SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1 SPARK_PUBLIC_DNS=localhost \
    nohup "$java" "@$home/scripts/submit/jvm.options" -Xmx512m -XX:+UseSerialGC \
    "-Dlog4j2.configurationFile=file:$home/conf/log4j2-cluster.properties" "@$state/classpath.args" \
    "$class" --properties-file "$properties" "$@" >"$state/$name.log" 2>&1 </dev/null &
  echo $! >"$state/$name.pid"
}

wait_for() { # wait_for NAME PATTERN: until its log says so
  local name=$1 pattern=$2
  for _ in $(seq 120); do
    grep -q "$pattern" "$state/$name.log" 2>/dev/null && return
    alive "$name" || break
    sleep 0.5
  done
  tail -n 5 "$state/$name.log" >&2
  stop
  fail "the $name did not start." "Read the lines above."
}

runtime() { # the folder that Spark's daemons and executors take their jars from: links, not copies
  mkdir -p "$state/runtime/jars"
  find "$state/runtime/jars" -type l -delete
  tr ':' '\n' <"$built" | xargs -d '\n' ln -s -t "$state/runtime/jars"
  { printf -- '-cp "'; tr -d '\n' <"$built"; printf '"\n'; } >"$state/classpath.args"
}

settings() { # settings URL: what master, workers and drivers share; only its owner may read it
  (
    umask 077
    {
      grep -vE '^spark\.master[[:space:]]' "$home/conf/spark-defaults.conf"
      echo "spark.master $1"
      echo "spark.authenticate true"
      echo "spark.authenticate.secret $(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')"
      echo "spark.network.crypto.enabled true"
      echo "spark.io.encryption.enabled true"
      echo "spark.ui.killEnabled false"
      echo "spark.master.rest.enabled false"
      echo "spark.worker.cleanup.enabled true"
      echo "spark.executor.memory $2"
      echo "spark.executor.extraJavaOptions -Dfile.encoding=UTF-8 -Duser.timezone=UTC -Dlog4j2.configurationFile=file:$home/conf/log4j2.properties"
    } >"$properties"
  )
}

free_port() { # a port that nobody listens on
  local port
  for _ in $(seq 50); do
    port=$((20000 + RANDOM % 20000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
  fail "no free port was found." "Look at what listens on this machine."
}

start() {
  local workers=2 cores=1 memory=1g
  while [[ $# -gt 0 ]]; do
    case "$1" in
      --workers) workers=$2; shift 2 ;;
      --cores) cores=$2; shift 2 ;;
      --memory) memory=$2; shift 2 ;;
      *) fail "unknown option $1." "See 'cluster.sh --help'." ;;
    esac
  done
  [[ -f "$built" ]] || fail "the application is not built." "Run 'mvn -q -DskipTests package' in $home."
  alive master && fail "a cluster runs already." "Run 'cluster.sh stop' first, or use it."
  mkdir -p "$state"
  chmod 700 "$state"
  runtime
  local port url
  port=$(free_port)
  url="spark://127.0.0.1:$port"
  settings "$url" "$memory"
  launch master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "$port" --webui-port 0
  wait_for master "Starting Spark master at"
  for ((i = 1; i <= workers; i++)); do
    launch "worker$i" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 \
      --cores "$cores" --memory "$memory" --work-dir "$state/work$i" "$url"
  done
  for ((i = 1; i <= workers; i++)); do
    wait_for "worker$i" "Successfully registered with master"
  done
  echo "$url, $workers workers of $cores core(s) and $memory"
  echo "use: scripts/submit/juste-droit --properties-file $properties COMMAND"
}

stop() {
  local name
  for name in $(names); do
    alive "$name" && kill "$(cat "$state/$name.pid")" 2>/dev/null || true
  done
  for name in $(names); do
    for _ in $(seq 40); do alive "$name" || break; sleep 0.25; done
    alive "$name" && kill -9 "$(cat "$state/$name.pid")" 2>/dev/null || true
    rm -f "$state/$name.pid"
  done
  rm -f "$properties"
}

status() {
  local name found=0 dead=0
  for name in $(names); do
    found=1
    if alive "$name"; then
      echo "$name runs (process $(cat "$state/$name.pid"))"
    else
      echo "$name is dead: see $state/$name.log"
      dead=1
    fi
  done
  [[ $found -eq 1 ]] || { echo "no cluster runs"; return 3; }
  sed -n 's/^spark.master /at /p' "$properties"
  return $dead
}

case "${1:-}" in
  start) shift; start "$@" ;;
  stop) stop ;;
  status) status ;;
  -h | --help) sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" ;;
  *) fail "a verb is missing: start, stop or status." "See 'cluster.sh --help'." ;;
esac
