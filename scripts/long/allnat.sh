#!/usr/bin/env bash
# The goals of anonymity on the synthetic France (101 CAFs of conf/france, controls included), measured by the code that ships,
# beside the same attacks on a plain release of one row a dossier, which must be found unsafe. The commands of the application
# make a year of deliveries, take them in and publish it, in target/long/allnat-COMMIT-N; a step that is done is not done again, so
# that a run that was cut goes on. Writes docs/mesures/allnat.json, and fails if a bound of the cells is exceeded or the rows
# exceed none.
#
#   allnat.sh [dossiers] [months]        1000000 and 12 by default
#
# G11 (the loss of AUC) is learning-loss.sh's. A delivery takes some 840 bytes a dossier and month until ingest has read it, the
# local bases some 100. JUSTE_DROIT_MEMORY (10g by default) is the heap. Needs the build.
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
case "${1:-}" in -h | --help) sed -n '2,12s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;; esac
cd "$home"
dossiers=${1:-1000000}
months=${2:-12}
folder=target/long/allnat-$(git rev-parse --short=12 HEAD)-$dossiers-$months
classes=spark-jobs/target
if [[ ! -d "$classes/test-classes" || ! -f "$classes/classpath-embedded.txt" ]]; then
  echo "error: the build is missing; run: mvn -q -DskipTests package" >&2
  exit 2
fi
if [[ -n "${JAVA_HOME:-}" ]]; then java="$JAVA_HOME/bin/java"; else java=java; fi
export JUSTE_DROIT_MEMORY=${JUSTE_DROIT_MEMORY:-10g}
mkdir -p "$folder"
conf=$folder/conf
if [[ ! -d "$conf" ]]; then
  cp -R conf "$conf.part"
  cp conf/france/caf.yaml "$conf.part/caf.yaml"
  mv "$conf.part" "$conf"
fi
range=2025-01..2025-$(printf '%02d' "$months")

command() { # command WORD OPTION...: one of the application's, on the root of this run
  scripts/submit/juste-droit "$@" --root "$folder/racine" --secrets "$folder/cles/cles.p12" --config "$conf"
}

rows() {
  "$java" @scripts/submit/jvm.options "-Xmx$JUSTE_DROIT_MEMORY" -XX:+UseParallelGC \
    "-Dlog4j2.configurationFile=file:$home/conf/log4j2.properties" \
    -cp "$classes/test-classes:$classes/classes:$(tr -d '\n' <"$classes/classpath-embedded.txt")" \
    fr.justedroit.allnat.AttackedRows "$folder/racine" "$conf" "2025-$(printf '%02d' "$months")" "$folder/individus.json"
}

step() { # step NAME WORD...: runs it unless it is done
  local name=$1 start=$SECONDS
  shift
  if [[ ! -e "$folder/$name.fait" ]]; then
    echo "== $name" >&2
    "$@"
    echo $((SECONDS - start)) >"$folder/$name.fait"
  fi
}

step init command init --env essai
step simulate command simulate --mois "$range" --dossiers "$dossiers" --verite "$folder/verite"
step ingest command ingest --mois "$range"
step follow-up command follow-up --mois "2025-$(printf '%02d' "$months")"
# A refused month has its report: which bound, and by how much, is what is asked here.
refresh() { command refresh-allnat --mois "$range" --visa conf/demo/visa-allnat.yaml || [[ $? == 4 ]]; }
step refresh-allnat refresh
step individus rows
python3 - "$folder" "$dossiers" "$months" <<'PY'
import glob, json, os, pathlib, platform, subprocess, sys
folder, dossiers, months = sys.argv[1:]
last = sorted(glob.glob(f"{folder}/racine/allnat/rapport/*/rapport.json"))[-1]
cells = json.load(open(last))["bornes"]
rows = json.load(open(f"{folder}/individus.json"))
commit = subprocess.run(["git", "rev-parse", "--short=12", "HEAD"], stdout=subprocess.PIPE, text=True).stdout.strip()
seconds = {done.stem: int(done.read_text()) for done in pathlib.Path(folder).glob("*.fait")}
machine = f"{platform.machine()}, {len(os.sched_getaffinity(0))} cores"
result = {"commit": commit, "machine": machine, "dossiers": int(dossiers), "mois": int(months), "secondes": seconds,
          "cellules": cells, "individus": rows}
pathlib.Path("docs/mesures/allnat.json").write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n")
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
