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
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/preamble.sh"
venv=target/bench-venv
if ! "$venv/bin/python" -c 'import xgboost, lightgbm' 2>/dev/null; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install -q numpy==2.4.6 scipy xgboost==3.2.0 lightgbm==4.7.0 >&2
fi
export OMP_NUM_THREADS=1
KERNEL_CLASSPATH="$classpath" exec "$venv/bin/python" scripts/bench/kernel.py "${1:-200000}"
