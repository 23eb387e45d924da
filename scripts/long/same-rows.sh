#!/usr/bin/env bash
# The demo from one stamped root and one draw, under other time zones, languages, homes and launchers, and on a cluster:
# the same rows in every table, and the same texts.
#
#   same-rows.sh [--dossiers N] [--only NAME,NAME]
#
# Resumable: a variant that was compared for this commit is not run again (target/long/same-rows). The result goes to
# docs/mesures/same-rows.json once every variant is done. Environment: PYTHON, an interpreter with deltalake and pyarrow;
# SPARK_DISTRIBUTION, a full Spark distribution (the PyPI package pyspark has one), without which that variant is left
# out and named. Needs the build.
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
python=${PYTHON:-python3}
dossiers=9000 only=""
while [[ $# -gt 0 ]]; do
  case "$1" in
    --dossiers) dossiers=$2; shift 2 ;;
    --only) only=$2; shift 2 ;;
    -h | --help) sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "error: unknown option $1 (see --help)." >&2; exit 2 ;;
  esac
done
cd "$home"
commit=$(git rev-parse --short=12 HEAD)
state="$home/target/long/same-rows/$commit-$dossiers"
mkdir -p "$state" docs/mesures
export JUSTE_DROIT_BUILT=1

wanted() { [[ -z "$only" || ",$only," == *",$1,"* ]]; }

run() { # run NAME [demo options]: the demo in the environment of the caller, from a copy of the stamped root
  local name=$1
  shift
  [[ -e "$state/$name.done" ]] && return
  echo "== $name" >&2
  rm -rf "$state/$name" "$state/$name.secrets" "$state/$name.verite"
  cp -rp "$state/stamp" "$state/$name"
  cp -rp "$state/stamp.secrets" "$state/$name.secrets"
  scripts/submit/demo.sh --root "$state/$name" --dossiers "$dossiers" --seed 7 "$@" >"$state/$name.out" 2>"$state/$name.err"
  for caf in 001 031 974; do
    scripts/submit/juste-droit proposals --caf "$caf" --mois 2026-02 --format csv --root "$state/$name" \
      --secrets "$state/$name.secrets/cles.p12" >"$state/$name.$caf.csv" 2>>"$state/$name.err"
  done
  touch "$state/$name.done"
}

compare() { # compare NAME: with the first run; rows by delta-rs, texts by bytes
  local name=$1 caf
  "$python" scripts/ci/compare_roots.py "$state/base" "$state/$name" | tee "$state/$name.compared"
  for caf in 001 031 974; do cmp "$state/base.$caf.csv" "$state/$name.$caf.csv"; done
  diff -r "$state/base/allnat/rapport" "$state/$name/allnat/rapport"
}

if [[ ! -e "$state/stamp/juste-droit.json" ]]; then
  scripts/submit/juste-droit init --env essai --root "$state/stamp" --secrets "$state/stamp.secrets/cles.p12" >&2
fi
run base
variants=()
try() { # try NAME ENVIRONMENT... [-- demo options]
  local name=$1
  shift
  wanted "$name" || return 0
  local environment=()
  while [[ $# -gt 0 && "$1" != -- ]]; do environment+=("$1"); shift; done
  [[ "${1:-}" == -- ]] && shift
  (
    for one in ${environment[@]+"${environment[@]}"}; do
      if [[ "$one" == -* ]]; then unset "${one#-}"; else export "${one?}"; fi
    done
    run "$name" "$@"
  )
  compare "$name"
  variants+=("$name")
}
mkdir -p "$state/home"
try guadeloupe TZ=America/Guadeloupe -LANG -LC_ALL
try auckland_turkish TZ=Pacific/Auckland LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 \
  "JAVA_TOOL_OPTIONS=-Duser.language=tr -Duser.country=TR"
try other_home LANG=C LC_ALL=C "HOME=$state/home"
try cluster -- --cluster
if [[ -n "${SPARK_DISTRIBUTION:-}" ]]; then try spark_home "SPARK_HOME=$SPARK_DISTRIBUTION"; fi
"$python" - "$commit" "$dossiers" "$state" docs/mesures/same-rows.json "${variants[@]}" <<'PY'
import json, os, pathlib, platform, sys
commit, dossiers, state, target, *variants = sys.argv[1:]
result = {
    "commit": commit,
    "machine": f"{os.cpu_count()} cores, {platform.machine()}",
    "world": f"3 CAFs, {dossiers} dossiers, 14 months, one stamped root and keystore",
    "same_rows_as_base": {name: pathlib.Path(state, name + ".compared").read_text().strip() for name in variants},
    "same_texts_as_base": variants,
    "not_tried": [name for name in ["spark_home"] if name not in variants],
}
pathlib.Path(target).write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
print(json.dumps(result, ensure_ascii=False))
PY
