#!/usr/bin/env bash
# The chain cut at every point of the door, on 1 CAF, 500 dossiers and 3 months, then ten processes really halted.
#
#   chain-kill.sh [--months N] [--halts N] [--chunk N]
#
# Resumable: what was shown for this commit is kept in target/long/chain-kill and not done again. The result goes to
# docs/mesures/chain-kill.json, with the commit and the machine, once every point has been shown. Needs the build.
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
months=3 halts=10 chunk=40
while [[ $# -gt 0 ]]; do
  case "$1" in
    --months) months=$2; shift 2 ;;
    --halts) halts=$2; shift 2 ;;
    --chunk) chunk=$2; shift 2 ;;
    -h | --help) sed -n '2,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "error: unknown option $1 (see --help)." >&2; exit 2 ;;
  esac
done

cd "$home"
commit=$(git rev-parse --short=12 HEAD)
state="target/long/chain-kill/$commit"
mkdir -p "$state"

test_once() { # test_once NAME PROPERTIES...: runs one test class and keeps the lines that it says
  local name=$1; shift
  local said="spark-jobs/target/failsafe-reports/fr.justedroit.cli.$name-output.txt"
  local code=0
  mvn -q -B failsafe:integration-test failsafe:verify -Dit.test="$name" -pl spark-jobs "$@" >"$state/maven.txt" 2>&1 || code=$?
  grep -aE '^(points of|cut|halt) ' "$said" >>"$state/said.txt" || true
  if [[ $code -ne 0 ]]; then
    echo "error: $name failed; see $state/maven.txt" >&2
    exit 1
  fi
}

touch "$state/said.txt"
first=1
while true; do
  total=$({ grep -aE '^points of' "$state/said.txt" || true; } | sort -u | awk -v m="$months" '{n += $4; k++} END {print (k >= m ? n : -1)}')
  while grep -qaE "^cut #$first " "$state/said.txt"; do first=$((first + 1)); done
  [[ $total -ge 0 && $first -gt $total ]] && break
  echo "points $first to $((first + chunk - 1)) of $([[ $total -ge 0 ]] && echo "$total" || echo '?')" >&2
  test_once ChainKillLongTest "-Djuste-droit.kill.months=$months" "-Djuste-droit.kill.stride=1" \
    "-Djuste-droit.kill.first=$first" \
    "-Djuste-droit.kill.last=$((first + chunk - 1))"
done
if [[ $(grep -caE '^halt ' "$state/said.txt" || true) -lt $halts ]]; then
  echo "$halts processes halted" >&2
  test_once ChainHaltLongTest "-Djuste-droit.halts=$halts"
fi
mkdir -p docs/mesures
python3 scripts/long/chain_kill_result.py "$state/said.txt" "$commit" docs/mesures/chain-kill.json
