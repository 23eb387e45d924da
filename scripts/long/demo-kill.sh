#!/usr/bin/env bash
# The demo at its usual size, killed with SIGKILL at random instants of its run, then run again on the same root: the same
# rows as an undisturbed demo from the same stamped root.
#
#   demo-kill.sh [--dossiers N] [--kills N] [--seed S]
#
# Resumable: what was shown for this commit is not done again (target/long/demo-kill). The result goes to
# docs/mesures/demo-kill.json. Environment: PYTHON, an interpreter with deltalake and pyarrow. Needs the build.
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
python=${PYTHON:-python3}
dossiers=50000 kills=10 seed=1
while [[ $# -gt 0 ]]; do
  case "$1" in
    --dossiers) dossiers=$2; shift 2 ;;
    --kills) kills=$2; shift 2 ;;
    --seed) seed=$2; shift 2 ;;
    -h | --help) sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "error: unknown option $1 (see --help)." >&2; exit 2 ;;
  esac
done
cd "$home"
commit=$(git rev-parse --short=12 HEAD)
state="$home/target/long/demo-kill/$commit-$dossiers"
mkdir -p "$state" docs/mesures
export JUSTE_DROIT_BUILT=1

fresh() { # fresh NAME: a copy of the stamped root with its keys
  rm -rf "${state:?}/$1" "$state/$1.secrets" "$state/$1.verite"
  cp -rp "$state/stamp" "$state/$1"
  cp -rp "$state/stamp.secrets" "$state/$1.secrets"
}

demo() { # demo NAME
  setsid scripts/submit/demo.sh --root "$state/$1" --dossiers "$dossiers" --seed "$seed" >"$state/$1.out" 2>>"$state/$1.err"
}

if [[ ! -e "$state/stamp/juste-droit.json" ]]; then
  scripts/submit/juste-droit init --env essai --root "$state/stamp" --secrets "$state/stamp.secrets/cles.p12" >&2
fi
if [[ ! -e "$state/base.seconds" ]]; then
  echo "== undisturbed" >&2
  fresh base
  begin=$(date +%s%N)
  demo base
  echo $((($(date +%s%N) - begin) / 1000000000)) >"$state/base.seconds"
fi
seconds=$(cat "$state/base.seconds")

for ((kill = 1; kill <= kills; kill++)); do
  [[ -e "$state/$kill.json" ]] && continue
  # One instant in each tenth of the undisturbed run, at a place in it that the seed draws.
  RANDOM=$((seed * 1000 + kill))
  at=$(((kill - 1) * seconds / kills + RANDOM % (seconds / kills + 1)))
  echo "== kill $kill of $kills, after $at s" >&2
  fresh cut
  rm -f "$state/cut.err"
  demo cut &
  sleep "$at"
  group=$(pgrep -f "juste-droit.jar demo --root $state/cut" | head -1 || true)
  where=done
  if [[ -n "$group" ]]; then
    kill -9 "$group"
    where=$(tail -n 1 "$state/cut.err" | sed 's/^\[ *[0-9.]* s\] //' | cut -c1-60)
  fi
  wait $! || true
  # A lease of the killed run is taken over within a minute; until then a run ends with 7 and its message says so.
  code=0
  demo cut || code=$?
  if [[ $code -eq 7 ]]; then
    sleep 60
    demo cut
  elif [[ $code -ne 0 ]]; then
    echo "error: run again, the demo ended with $code; see $state/cut.err" >&2
    exit 1
  fi
  "$python" scripts/ci/compare_roots.py "$state/base" "$state/cut" >"$state/cut.compared" || { cat "$state/cut.compared" >&2; exit 1; }
  "$python" - "$state/$kill.json" "$at" "$where" "$state/cut.compared" <<'PY'
import json, pathlib, sys
target, at, where, compared = sys.argv[1:]
pathlib.Path(target).write_text(json.dumps({
    "killed_after_s": int(at), "last_line": where, "compared": pathlib.Path(compared).read_text().strip()}, ensure_ascii=False))
PY
done
"$python" - "$commit" "$dossiers" "$state" "$kills" docs/mesures/demo-kill.json <<'PY'
import json, os, pathlib, platform, sys
commit, dossiers, state, kills, target = sys.argv[1:]
result = {
    "commit": commit,
    "machine": f"{os.cpu_count()} cores, {platform.machine()}",
    "world": f"the demo: 3 CAFs, {dossiers} dossiers, 14 months; undisturbed {pathlib.Path(state, 'base.seconds').read_text().strip()} s",
    "kills": [json.loads(pathlib.Path(state, f"{i}.json").read_text()) for i in range(1, int(kills) + 1)],
}
pathlib.Path(target).write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
print(json.dumps(result, ensure_ascii=False))
PY
