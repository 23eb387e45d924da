#!/usr/bin/env bash
# The same deliveries and the same truth, byte for byte, on one thread, on seven, and on a standalone cluster of two workers.
#
#   same-lives.sh [--dossiers N] [--seed S]        6000 and 3 by default
#
# The result goes to docs/mesures/same-lives.json. Needs the build, and no other cluster on this machine.
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
dossiers=6000 seed=3 range=2025-01..2026-02
while [[ $# -gt 0 ]]; do
  case "$1" in
    --dossiers) dossiers=$2; shift 2 ;;
    --seed) seed=$2; shift 2 ;;
    -h | --help) sed -n '2,6s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "error: unknown option $1 (see --help)." >&2; exit 2 ;;
  esac
done
cd "$home"
state="$home/target/long/same-lives"
rm -rf "$state"
mkdir -p "$state" docs/mesures
export JUSTE_DROIT_CLUSTER="$state/workers"

lives() { # lives NAME [spark options]
  local name=$1
  shift
  scripts/submit/juste-droit init --env essai --root "$state/$name" --secrets "$state/$name.secrets/cles.p12" >&2
  scripts/submit/juste-droit "$@" simulate --mois "$range" --caf 001,031,974 --dossiers "$dossiers" --seed "$seed" \
    --verite "$state/$name.verite" --root "$state/$name" --secrets "$state/$name.secrets/cles.p12" >&2
  (cd "$state" && find "$name/depot" "$name.verite" -type f | sort | xargs sha256sum | sed "s# $name# #") >"$state/$name.sums"
}

lives one --master 'local[1]'
lives seven --master 'local[7]'
scripts/submit/cluster.sh start >&2
trap 'scripts/submit/cluster.sh stop >&2' EXIT
lives cluster --properties-file "$JUSTE_DROIT_CLUSTER/juste-droit.properties"
cmp "$state/one.sums" "$state/seven.sums"
cmp "$state/one.sums" "$state/cluster.sums"
files=$(wc -l <"$state/one.sums")
[[ "$files" -gt 100 ]] || { echo "error: only $files files were compared." >&2; exit 1; }
python3 - "$(git rev-parse --short=12 HEAD)" "$dossiers" "$files" <<'PY' | tee docs/mesures/same-lives.json
import json, os, platform, sys
print(json.dumps({
    "commit": sys.argv[1],
    "machine": f"{platform.machine()}, {len(os.sched_getaffinity(0))} cores",
    "dossiers": int(sys.argv[2]),
    "months": 14,
    "files": int(sys.argv[3]),
    "same_bytes_as_one_thread": ["seven threads", "cluster of two workers"],
}, indent=2))
PY
