#!/usr/bin/env bash
# MLlib's boosted trees on made-up cells beside XGBoost on the same cells and weights, in alternation. Last line: one JSON
# object: rows, mllib_s, xgboost_s, ratio, mllib_auc, xgboost_auc, logistic_auc, spread.
#
#   train.sh [cases]        160000 by default; 1000000 is the other size of the figures
#
# Areas are on 100,000 dossiers that nobody learnt, by their raw codes. mllib_s is the whole fit of a model as train makes it
# (trees and regression), with two cores each. Rounds thrown away: THROWN, 1 by default; kept: ROUNDS, 5 by default;
# "spread" is the largest (maximum - minimum) / median. Needs the build (mvn test-compile and package) and Python 3 with
# venv; the packages go to target/bench-venv.
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/preamble.sh"
venv=target/bench-venv
if ! "$venv/bin/python" -c 'import xgboost' 2>/dev/null; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install -q numpy==2.4.6 scipy xgboost==3.2.0 >&2
fi
export OMP_NUM_THREADS=2
TRAIN_CLASSPATH="$classpath" exec "$venv/bin/python" scripts/bench/train.py "${1:-160000}"
