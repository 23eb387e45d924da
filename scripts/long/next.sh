#!/usr/bin/env bash
# Months that answer the lists of a demo: agents set some proposals aside, controls take months, commissions and directors
# decide, appeals overturn. Two copies of the demo's root, one on one thread and one on two, are asked the same and must
# deliver the same bytes, month after month; each then runs the month.
#
#   next.sh [--root DIR] [--months N]        target/demo and 6 by default
#
# DIR is a root that demo.sh has made, with DIR.secrets and DIR.verite beside it; it is copied and stays as it is.
# Resumable: a month that both copies have run is not run again (target/long/next). The result goes to
# docs/mesures/next.json. Needs the build.
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
root=$home/target/demo months=6
while [[ $# -gt 0 ]]; do
  case "$1" in
    --root) root=$(cd "$2" && pwd); shift 2 ;;
    --months) months=$2; shift 2 ;;
    -h | --help) sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "error: unknown option $1 (see --help)." >&2; exit 2 ;;
  esac
done
cd "$home"
commit=$(git rev-parse --short=12 HEAD)
state="$home/target/long/next/$commit"
mkdir -p "$state" docs/mesures

on() { # on COPY THREADS COMMAND...
  local copy=$1 threads=$2
  shift 2
  scripts/submit/juste-droit --master "local[$threads]" "$@" --root "$state/$copy" \
    --secrets "$state/$copy.secrets/cles.p12" >>"$state/$copy.out" 2>>"$state/$copy.err"
}

for copy in one two; do
  if [[ ! -e "$state/$copy.copied" ]]; then
    for part in "" .secrets .verite; do
      rm -rf "$state/$copy$part"
      cp -rp "$root$part" "$state/$copy$part"
    done
    touch "$state/$copy.copied"
  fi
done
month=$(ls "$state/one/depot" | grep -E '^[0-9]{4}-[0-9]{2}$' | tail -1)
[[ -e "$state/first" ]] || echo "$month" >"$state/first"
month=$(cat "$state/first")
for ((i = 1; i <= months; i++)); do
  month=$(date -u -d "$month-01 +1 month" +%Y-%m)
  if [[ ! -e "$state/$month.sums" ]]; then
    echo "== $month" >&2
    threads=1
    for copy in one two; do
      on "$copy" "$threads" simulate --next --mois "$month" --verite "$state/$copy.verite"
      (cd "$state/$copy/depot/$month" && find . -type f | sort | xargs sha256sum) >"$state/$month.$copy"
      mkdir -p "$state/livraisons/$month"
      [[ $copy == two ]] || cp -r "$state/$copy/depot/$month/." "$state/livraisons/$month"
      on "$copy" "$threads" cycle --mois "$month" --caf 001,031,974 --visa conf/demo/visa-allnat.yaml
      threads=2
    done
    cmp "$state/$month.one" "$state/$month.two"
    cp "$state/$month.one" "$state/$month.sums"
  fi
done
python3 scripts/long/next_result.py "$state" "$commit" "$(cat "$state/first")" | tee docs/mesures/next.json
