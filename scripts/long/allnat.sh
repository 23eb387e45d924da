#!/usr/bin/env bash
# The goals of anonymity on a made-up country, measured by the code that ships, beside the same attacks on a plain release
# of one row a dossier, which must be found unsafe. Twelve months of the dictionary of conf/, in target/long/allnat-N; a step
# that is done is not done again, so that a run that was cut goes on. Writes docs/mesures/allnat.json, and fails if a bound
# of the cells is exceeded or the rows exceed none.
#
#   allnat.sh [dossiers] [months]        1000000 and 12 by default
#
# There are no controls in this country: G5b, G6, G7 and the labelled G1 say sans objet, and G11 (AUC) is not measured. The
# local bases take some 100 bytes a dossier and month. JUSTE_DROIT_MEMORY (6g by default) is the heap. Needs the build.
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
case "${1:-}" in -h | --help) sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;; esac
cd "$home"
dossiers=${1:-1000000}
months=${2:-12}
folder=target/long/allnat-$dossiers-$months
classes=spark-jobs/target
if [[ ! -d "$classes/test-classes" || ! -f "$classes/classpath-embedded.txt" ]]; then
  echo "error: the build is missing; run: mvn -q -DskipTests package" >&2
  exit 2
fi
if [[ -n "${JAVA_HOME:-}" ]]; then java="$JAVA_HOME/bin/java"; else java=java; fi
mkdir -p "$folder"
for step in base cellules individus; do
  if [[ ! -e "$folder/$step.fait" ]]; then
    echo "== $step"
    "$java" @scripts/submit/jvm.options "-Xmx${JUSTE_DROIT_MEMORY:-6g}" -XX:+UseParallelGC \
      "-Dlog4j2.configurationFile=file:$home/conf/log4j2.properties" \
      -cp "$classes/test-classes:$classes/classes:$(tr -d '\n' <"$classes/classpath-embedded.txt")" \
      fr.justedroit.allnat.AllnatGoals "$step" "$folder" "$dossiers" "$months"
    touch "$folder/$step.fait"
  fi
done
python3 - "$folder" "$dossiers" "$months" <<'PY'
import glob, json, subprocess, sys
folder, dossiers, months = sys.argv[1:]
last = sorted(glob.glob(f"{folder}/racine/allnat/rapport/*/rapport.json"))[-1]
cells = json.load(open(last))["bornes"]
rows = json.load(open(f"{folder}/individus.json"))
commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], stdout=subprocess.PIPE, text=True).stdout.strip()
result = {"dossiers": int(dossiers), "mois": int(months), "commit": commit, "cellules": cells, "individus": rows}
json.dump(result, open("docs/mesures/allnat.json", "w"), indent=2, ensure_ascii=False)
for name in ("cellules", "individus"):
    for check in result[name]:
        print(f"{name} {check['borne']} {check['verdict']}: {check['detail']}")
exceeded = [[check["borne"] for check in side if check["verdict"] == "depasse"] for side in (cells, rows)]
if exceeded[0]:
    sys.exit("the cells exceed " + ", ".join(exceeded[0]))
if not exceeded[1]:
    sys.exit("the rows exceed nothing: the attacks have shown nothing")
print(f"the cells exceed nothing, the rows exceed {', '.join(exceeded[1])}")
PY
