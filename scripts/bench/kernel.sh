#!/usr/bin/env bash
# The compiled trees in memory beside XGBoost and LightGBM, one thread each, in alternation: rows per second and core of
# prediction, and of Shapley values. Last line: one JSON object.
#
#   kernel.sh [rows]        200000 by default
#
# XGBoost learns 100 full trees of depth 5 on 60 variables of codes; ours runs the same trees, and both must agree.
# LightGBM learns as many leaves. Their prediction is in place on contiguous float32. Three rounds are thrown away, then
# the median of those kept (ROUNDS, 7 by default) is taken; "spread" is the largest (maximum - minimum) / median. Needs
# the build (mvn test-compile and package) and Python 3 with venv; the packages go to target/bench-venv.
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
case "${1:-}" in -h | --help) sed -n '2,11s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;; esac
cd "$home"
classes=spark-jobs/target
if [[ ! -d "$classes/test-classes" || ! -f "$classes/classpath-embedded.txt" ]]; then
  echo "error: the build is missing; run: mvn -q -DskipTests package" >&2
  exit 2
fi
venv=target/bench-venv
if ! "$venv/bin/python" -c 'import xgboost, lightgbm' 2>/dev/null; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install -q numpy==2.4.6 scipy xgboost==3.2.0 lightgbm==4.7.0 >&2
fi
export OMP_NUM_THREADS=1
KERNEL_CLASSPATH="$classes/test-classes:$classes/classes:$(tr -d '\n' <"$classes/classpath-embedded.txt")" \
  exec "$venv/bin/python" scripts/bench/kernel.py "${1:-200000}"
