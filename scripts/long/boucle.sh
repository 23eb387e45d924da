#!/usr/bin/env bash
# Does the loop teach: 30 months in which controls answer lists, then a second model learnt from what they found. Both rank
# every dossier of the last month, and the simulator's truth says which ranking is better. So that the second can rank here
# whatever the gate says of it, that last step reads a copy of the settings whose bounds of fairness are open.
#
#   boucle.sh [--seeds N] [--dossiers N]        5 and 9000 by default
#
# Resumable: a seed that was measured for this commit is not run again (target/long/boucle). The result goes to
# docs/mesures/boucle.json: the area under the curve of each model over all dossiers, against those whose irregularity would
# be confirmed, the mean gain with its interval over seeds, and what the random arm alone would have said. Environment:
# PYTHON, an interpreter with deltalake, pyarrow and duckdb. Needs the build.
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
python=${PYTHON:-python3}
seeds=5 dossiers=9000
while [[ $# -gt 0 ]]; do
  case "$1" in
    --seeds) seeds=$2; shift 2 ;;
    --dossiers) dossiers=$2; shift 2 ;;
    -h | --help) sed -n '2,12s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "error: unknown option $1 (see --help)." >&2; exit 2 ;;
  esac
done
cd "$home"
commit=$(git rev-parse --short=12 HEAD)
state="$home/target/long/boucle/$commit-$dossiers"
mkdir -p "$state" docs/mesures
export JUSTE_DROIT_BUILT=1
first=2025-01 last=2027-06

for ((seed = 1; seed <= seeds; seed++)); do
  root="$state/$seed"
  [[ -e "$root.json" ]] && continue
  echo "== seed $seed" >&2
  begin=$SECONDS
  open="$root.ouvert"
  on() { scripts/submit/juste-droit "$@" --config "$open" --root "$root" --secrets "$root.secrets/cles.p12" 2>>"$root.err"; }
  if [[ ! -s "$root.first" ]]; then
    rm -rf "$root" "$root."*
    scripts/submit/demo.sh --boucle --root "$root" --dossiers "$dossiers" --seed "$seed" --mois "$first..2026-02" \
      >"$root.out" 2>"$root.err"
    echo $((SECONDS - begin)) >"$root.seconds"
    "$python" scripts/long/boucle_result.py rank "$root" "$last" >"$root.first"
  fi
  model=$(sed -n 's/^Modèle : \([^ ]*\).*/\1/p' "$root.out" | tail -n 1)
  rm -rf "$open"
  cp -R "$root.conf" "$open"
  "$python" scripts/long/open_gate.py bounds "$open"
  "$python" scripts/long/open_gate.py visa "$root" "$model" boucle >"$root.visa.yaml"
  if [[ ! -e "$root.promoted" ]]; then
    scripts/submit/juste-droit promote --config "$root.conf" --root "$root" --secrets "$root.secrets/cles.p12" \
      --modele "$model" --visa "$root.visa.yaml" >>"$root.out" 2>"$root.gate" ||
      on promote --modele "$model" --visa "$root.visa.yaml" >>"$root.out"
    touch "$root.promoted"
  fi
  on score --mois "$last" --caf 001,031,974 --replace --reason "ranked by the second model too" >>"$root.out"
  "$python" scripts/long/boucle_result.py rank "$root" "$last" >"$root.second"
  "$python" scripts/long/boucle_result.py seed "$root" "$seed" "$(<"$root.seconds")" >"$root.json"
done
"$python" scripts/long/boucle_result.py sum "$state" "$commit" "$dossiers" | tee docs/mesures/boucle.json
