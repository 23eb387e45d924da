#!/usr/bin/env bash
# Builds, makes a synthetic France of three CAFs, and runs the whole chain in one JVM, with the seconds of each step.
#
#   demo.sh [--root DIR] [--dossiers N] [--seed S] [--mois A..B] [--cluster] [--boucle]
#
# --boucle goes on until 30 months are there: agents answer each list in the next month's delivery (9000 dossiers unless
# --dossiers says another number), with the capacities of conf/demo/caf-boucle.yaml, in a copy of conf/ beside the root.
# --cluster runs it on a standalone cluster of one master and two workers on this machine (cluster.sh).
# Without --root it starts afresh in target/demo. With --root it goes on where a run on that root has stopped.
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)

root="" dossiers="" loop=() seed=1 months=2025-01..2026-02 spark=()
while [[ $# -gt 0 ]]; do
  case "$1" in
    --root | --dossiers | --seed | --mois)
      [[ $# -ge 2 ]] || { echo "error: $1 needs a value." >&2; exit 2; }
      case "$1" in
        --root) root=$2 ;;
        --dossiers) dossiers=$2 ;;
        --seed) seed=$2 ;;
        --mois) months=$2 ;;
      esac
      shift 2
      ;;
    --boucle) loop=(--boucle); shift ;;
    --cluster) spark=(--properties-file "${JUSTE_DROIT_CLUSTER:-$home/target/cluster}/juste-droit.properties"); shift ;;
    -h | --help) sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "error: unknown option $1 (see --help)." >&2; exit 2 ;;
  esac
done
[[ -n "$dossiers" ]] || { [[ ${#loop[@]} -gt 0 ]] && dossiers=9000 || dossiers=50000; }
[[ "$dossiers" =~ ^[0-9]+$ && "$dossiers" -ge 300 ]] || { echo "error: --dossiers takes a number of at least 300." >&2; exit 2; }

begin=$(date +%s)
if [[ -z "${JUSTE_DROIT_BUILT:-}" ]]; then
  echo "building (Maven)..." >&2
  (cd "$home" && mvn -q -B -DskipTests package)
fi
built=$(($(date +%s) - begin))

if [[ -z "$root" ]]; then
  root="$home/target/demo"
  rm -rf "$root" "$root.secrets" "$root.verite" "$root.conf"
fi
mkdir -p "$(dirname "$root")"
root=$(cd "$(dirname "$root")" && pwd)/$(basename "$root")

demo=(demo --root "$root" --secrets "$root.secrets/cles.p12" --verite "$root.verite" --dossiers "$dossiers" \
  --seed "$seed" --mois "$months" --build-seconds "$built" ${loop[@]+"${loop[@]}"})
if [[ ${#loop[@]} -gt 0 ]]; then
  rm -rf "$root.conf"
  cp -R "$home/conf" "$root.conf"
  cp "$home/conf/demo/caf-boucle.yaml" "$root.conf/caf.yaml"
  demo+=(--config "$root.conf")
fi
[[ ${#spark[@]} -gt 0 ]] || exec "$home/scripts/submit/juste-droit" "${demo[@]}"
if ! "$home/scripts/submit/cluster.sh" status >/dev/null; then
  "$home/scripts/submit/cluster.sh" start >&2
  trap '"$home/scripts/submit/cluster.sh" stop' EXIT
fi
"$home/scripts/submit/juste-droit" "${spark[@]}" "${demo[@]}"
