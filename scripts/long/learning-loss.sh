#!/usr/bin/env bash
# What learning on cells costs (G11): the logistic regression and boosting learn on rows, and on the cells that a year of decided
# cases leaves in, cut, released and published by the code that ships; both rank 30,000 made-up dossiers that no cell holds
# (LearningLossStudy, one seed a law). Prints one JSON object a law, number of cases and way: `rows`, or K/EVERY, cells of K
# dossiers whose rest leaves every so many months. What is done is kept in target/long/learning-loss-COMMIT, so that a run
# that was cut goes on; the whole goes to docs/mesures/learning-loss.json. Needs the build.
#
#   learning-loss.sh [cases...]        40000, 160000 and 300000 by default; the last takes some 8 GB
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
case "${1:-}" in -h | --help) sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;; esac
cd "$home"
[[ $# -gt 0 ]] || set -- 40000 160000 300000
classes=spark-jobs/target
if [[ ! -d "$classes/test-classes" || ! -f "$classes/classpath-embedded.txt" ]]; then
  echo "error: the build is missing; run: mvn -q -DskipTests package" >&2
  exit 2
fi
if [[ -n "${JAVA_HOME:-}" ]]; then java="$JAVA_HOME/bin/java"; else java=java; fi
commit=$(git rev-parse --short=12 HEAD)
state="target/long/learning-loss-$commit"
mkdir -p "$state" docs/mesures
ways=(rows 22/1 22/3 22/4 22/6 22/12 5/4 11/4 16/4 33/4)
one() { # one LAW CASES WAY: measures it, unless it is there
  local file="$state/$1-$2-${3/\//-}"
  [[ ! -e "$file" ]] || return 0
  # The study resolves conf/ as the tests do, from the module's folder.
  (cd spark-jobs && "$java" @../scripts/submit/jvm.options "-Xmx${JUSTE_DROIT_MEMORY:-10g}" \
    -cp "target/test-classes:target/classes:$(tr -d '\n' <target/classpath-embedded.txt)" \
    fr.justedroit.model.LearningLossStudy "$1" 1 "$2" "$3") >"$file.part"
  mv "$file.part" "$file"
}

# Two at a time: cutting keeps all processors busy, boosting one.
for cases in "$@"; do
  for law in LINEAR INTERACTIONS; do
    for ((w = 0; w < ${#ways[@]}; w += 2)); do
      running=()
      for way in "${ways[@]:w:2}"; do
        one "$law" "$cases" "$way" &
        running+=("$!")
      done
      for process in "${running[@]}"; do wait "$process"; done
    done
    for way in "${ways[@]}"; do cat "$state/$law-$cases-${way/\//-}"; done
  done
done
python3 - "$state" "$commit" <<'PY' >docs/mesures/learning-loss.json
import json, os, pathlib, platform, sys
lines = [json.loads(line) for file in sorted(pathlib.Path(sys.argv[1]).iterdir()) if file.suffix != ".part" for line in file.read_text().splitlines()]
raw = {(one["law"], one["cases"]): one for one in lines if one["way"] == "rows"}
for one in lines:
    rows = raw[one["law"], one["cases"]]
    one.update({f"{form}_loss": round(rows[form] - one[form], 4) for form in ("logistic", "trees")})
lines.sort(key=lambda one: (one["cases"], one["law"]))
machine = f"{platform.machine()}, {len(os.sched_getaffinity(0))} cores"
print(json.dumps({"commit": sys.argv[2], "machine": machine, "figures": lines}, indent=2))
PY
