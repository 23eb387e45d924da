#!/usr/bin/env bash
# Do controls go round in circles: three years of lists on the simulated country, a model learnt again each year from what the
# lists found, once with the variables of past controls and indus and once without. Counts which share of the controls of each
# year falls on households that were controlled within the 24 months before, beside their share of all dossiers. So that each
# model can rank here whatever the gate says of it, its bounds of fairness are open.
#
#   feedback.sh [--seeds N] [--dossiers N] [--years N]        1, 9000 and 3 by default
#
# Resumable: a month that has its list is not run again (target/long/feedback). The result goes to docs/mesures/feedback.json.
# Environment: PYTHON, an interpreter with deltalake and pyarrow. Needs the build.
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
python=${PYTHON:-python3}
seeds=1 dossiers=9000 years=3
while [[ $# -gt 0 ]]; do
  case "$1" in
    --seeds) seeds=$2; shift 2 ;;
    --dossiers) dossiers=$2; shift 2 ;;
    --years) years=$2; shift 2 ;;
    -h | --help) sed -n '2,11s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "error: unknown option $1 (see --help)." >&2; exit 2 ;;
  esac
done
cd "$home"
commit=$(git rev-parse --short=12 HEAD)
state="$home/target/long/feedback/$commit-$dossiers-$years"
mkdir -p "$state" docs/mesures
export JUSTE_DROIT_BUILT=1
cafs=001,031,974

month() { date -u -d "$1-01 $2 months" +%Y-%m; } # month YYYY-MM N: N months later

on() { scripts/submit/juste-droit "$@" --config "$root.conf" --root "$root" --secrets "$root.secrets/cles.p12" 2>>"$root.err"; }

configure() { # configure VARIANT: capacities of the loop, bounds of fairness open, with or without what was found before
  rm -rf "$root.conf"
  cp -R conf "$root.conf"
  cp conf/demo/caf-boucle.yaml "$root.conf/caf.yaml"
  "$python" scripts/long/open_gate.py bounds "$root.conf"
  [[ $1 == avec ]] || "$python" scripts/long/feedback_result.py forget "$root.conf"
}

follow() { # follow VARIANT SEED: three years of lists, and who their controls fell on
  local variant=$1 seed=$2 now=2026-02 year n model code
  echo "== $variant the variables of past controls and indus, seed $seed" >&2
  if [[ ! -e "$root.first" ]]; then
    rm -rf "$root" "$root."*
    configure "$variant"
    scripts/submit/juste-droit demo --root "$root" --secrets "$root.secrets/cles.p12" --verite "$root.verite" \
      --dossiers "$dossiers" --seed "$seed" --mois 2025-01..2026-02 --config "$root.conf" >"$root.out" 2>"$root.err"
    touch "$root.first"
  fi
  for ((year = 1; year <= years; year++)); do
    for ((n = 1; n <= 12; n++)); do
      now=$(month "$now" 1)
      [[ -d "$root/resultat/974/proposition/mois=$now" ]] && continue
      on simulate --next --mois "$now" --verite "$root.verite" >>"$root.out"
      on cycle --mois "$now" --caf "$cafs" --visa conf/demo/visa-allnat.yaml >>"$root.out"
    done
    if [[ $year -lt $years && ! -e "$root.learnt-$year" ]]; then
      model=$(on train --as-of "$(month "$now" -2)")
      on evaluate --modele "$model" --mois "$now" --caf "$cafs" >>"$root.out"
      "$python" scripts/long/open_gate.py visa "$root" "$model" feedback >"$root.visa.yaml"
      # A model that finds too little stays out, as it would: the one in force goes on.
      code=0
      on promote --modele "$model" --visa "$root.visa.yaml" >>"$root.out" || code=$?
      [[ $code == 0 || $code == 4 ]] || { echo "error: promote ended with $code (see $root.err)." >&2; exit 1; }
      echo "$code" >"$root.learnt-$year"
    fi
  done
  "$python" scripts/long/feedback_result.py count "$root" "$variant" "$seed" 2026-02 "$years" >"$root.part"
  mv "$root.part" "$root.json"
}

# Both variants of a seed side by side: neither keeps two cores busy.
for ((seed = 1; seed <= seeds; seed++)); do
  running=()
  for variant in avec sans; do
    root="$state/$variant-$seed"
    if [[ ! -e "$root.json" ]]; then
      follow "$variant" "$seed" &
      running+=("$!")
    fi
  done
  for process in ${running[@]+"${running[@]}"}; do wait "$process"; done
done
"$python" scripts/long/feedback_result.py sum "$state" "$commit" "$dossiers" | tee docs/mesures/feedback.json
