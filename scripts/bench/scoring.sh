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
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/preamble.sh"
export ROUNDS="${ROUNDS:-5}"
dossiers=${1:-1000000} variables=${VARIABLES:-60}
scan=$(bench fr.justedroit.scoring.ScanBench target/bench "$dossiers" "$variables" "$ROUNDS")
whole=$(bench fr.justedroit.scoring.ScoreBench target/bench "$dossiers" "$variables" "$ROUNDS" "${CAFS:-4}")
kernel=$(scripts/bench/kernel.sh | tail -1)
python3 -c 'import json, sys; print(json.dumps({k: v for a in sys.argv[1:] for k, v in json.loads(a).items()}))' \
  "$scan" "$whole" "$kernel"
