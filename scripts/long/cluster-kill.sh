#!/usr/bin/env bash
# On the standalone cluster (cluster.sh): an executor, then a worker, killed with SIGKILL during ingest, refresh-allnat and
# score. Each ends with 0 and leaves the rows that one process leaves.
#
#   cluster-kill.sh [--dossiers N] [--seed S]
#
# Resumable: what was shown for this commit is not done again (target/long/cluster-kill). The result goes to
# docs/mesures/cluster-kill.json. Environment: PYTHON, an interpreter with deltalake and pyarrow. Needs the build, and no
# other cluster on this machine.
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
python=${PYTHON:-python3}
dossiers=9000 seed=7
while [[ $# -gt 0 ]]; do
  case "$1" in
    --dossiers) dossiers=$2; shift 2 ;;
    --seed) seed=$2; shift 2 ;;
    -h | --help) sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "error: unknown option $1 (see --help)." >&2; exit 2 ;;
  esac
done
cd "$home"
commit=$(git rev-parse --short=12 HEAD)
state="$home/target/long/cluster-kill/$commit-$dossiers"
mkdir -p "$state" docs/mesures
export JUSTE_DROIT_BUILT=1 JUSTE_DROIT_CLUSTER="$state/cluster"
RANDOM=$seed
caf=(--caf 001,031,974)
range=2025-01..2026-02 next=2026-03
visa=(--visa "$home/conf/demo/visa-allnat.yaml")

on() { # on ROOT [spark options] COMMAND...
  local root=$1
  shift
  scripts/submit/juste-droit "$@" --root "$state/$root" --secrets "$state/secrets/cles.p12"
}

stage() { # stage NAME FROM COMMAND...: a root made from another by one command, once
  local name=$1 from=$2
  shift 2
  [[ -e "$state/$name.done" ]] && return
  echo "== $name" >&2
  rm -rf "${state:?}/$name"
  [[ -z "$from" ]] || cp -rp "$state/$from" "$state/$name"
  "$@" >"$state/$name.out" 2>"$state/$name.err"
  touch "$state/$name.done"
}

stage stamped "" on stamped init --env essai
stage loaded stamped on loaded simulate --mois "$range" "${caf[@]}" --dossiers "$dossiers" --seed "$seed" --verite "$state/verite"
stage ingested loaded on ingested ingest --mois "$range" "${caf[@]}"
stage followed ingested on followed follow-up --mois 2026-02 "${caf[@]}"
stage published followed on published refresh-allnat --mois "$range" "${caf[@]}" "${visa[@]}"
whole() {
  scripts/submit/juste-droit demo --root "$state/whole" --secrets "$state/secrets/cles.p12" --verite "$state/verite" \
    --dossiers "$dossiers" --seed "$seed" --mois "$range"
  on whole simulate --next --mois "$next" --verite "$state/verite"
  on whole ingest --mois "$next" "${caf[@]}"
  on whole follow-up --mois "$next" "${caf[@]}"
  on whole refresh-allnat --mois "$next" "${caf[@]}" "${visa[@]}"
}
mkdir -p "$state/whole.secrets"
stage whole published whole
stage scored whole on scored score --mois "$next" "${caf[@]}"

executors() { pgrep -f 'CoarseGrainedExecutorBackend' || true; }

killed() { # killed STEP WHAT BEFORE AFTER COMMAND...
  local step=$1 what=$2 before=$3 after=$4 done="$state/$1-$2.json" try
  shift 4
  [[ -e "$done" ]] && return
  for try in 1 2 3 4 5; do
    echo "== $step, $what killed (try $try)" >&2
    scripts/submit/cluster.sh start --memory 900m >&2
    rm -rf "$state/try"
    cp -rp "$state/$before" "$state/try"
    on try --properties-file "$JUSTE_DROIT_CLUSTER/juste-droit.properties" "$@" >"$state/try.out" 2>"$state/try.err" &
    local driver=$! code=0 begin shot end
    begin=$(date +%s%N)
    while kill -0 $driver 2>/dev/null && [[ $(executors | wc -l) -lt 2 ]]; do sleep 0.2; done
    sleep "$((RANDOM % (9 / try + 1))).$((RANDOM % 10))"
    shot=$(date +%s%N)
    local was=0
    kill -0 $driver 2>/dev/null && was=1
    if [[ $what == executor ]]; then kill -9 "$(executors | head -1)" || true; else kill -9 "$(cat "$JUSTE_DROIT_CLUSTER/worker1.pid")"; fi
    wait $driver || code=$?
    end=$(date +%s%N)
    scripts/submit/cluster.sh stop >&2
    if [[ $code -ne 0 ]]; then echo "error: $step ended with $code; see $state/try.err" >&2; exit 1; fi
    # Killed after the work's end it would show nothing: again, sooner.
    [[ $was -eq 1 && $(((end - shot) / 1000000)) -gt 1500 ]] && break
  done
  "$python" scripts/ci/compare_roots.py "$state/$after" "$state/try" >"$state/try.compared" || { cat "$state/try.compared" >&2; exit 1; }
  "$python" - "$done" "$step" "$what" "$begin" "$shot" "$end" "$state/try.compared" <<'PY'
import json, pathlib, sys
target, step, what, begin, shot, end, compared = sys.argv[1:]
pathlib.Path(target).write_text(json.dumps({
    "step": step, "killed": what,
    "killed_after_s": round((int(shot) - int(begin)) / 1e9, 1),
    "went_on_for_s": round((int(end) - int(shot)) / 1e9, 1),
    "compared": pathlib.Path(compared).read_text().strip()}, ensure_ascii=False))
PY
}

for what in executor worker; do
  killed ingest $what loaded ingested ingest --mois "$range" "${caf[@]}"
  killed refresh-allnat $what followed published refresh-allnat --mois "$range" "${caf[@]}" "${visa[@]}"
  killed score $what whole scored score --mois "$next" "${caf[@]}"
done
"$python" - "$commit" "$dossiers" "$state" docs/mesures/cluster-kill.json <<'PY'
import json, os, pathlib, platform, sys
commit, dossiers, state, target = sys.argv[1:]
result = {
    "commit": commit,
    "machine": f"{os.cpu_count()} cores, {platform.machine()}",
    "world": f"3 CAFs, {dossiers} dossiers; one master, two workers of one core",
    "kills": [json.loads(path.read_text()) for path in sorted(pathlib.Path(state).glob("*-*.json"))],
}
pathlib.Path(target).write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
print(json.dumps(result, ensure_ascii=False))
PY
