#!/usr/bin/env bash
# What the ridge costs the logistic regression that learns on cells and ranks dossiers: made-up countries of several sizes and
# both laws, columns divided by the cells' own deviation and by the spread of dossiers (decision 0032), eight ridges, scored
# on 30,000 dossiers that no cell holds. Prints one line a country and way; the lines of a size that is done are kept in
# target/long/ridge-COMMIT, so that a run that was cut goes on. Needs the build.
#
#   ridge.sh [cases...]        1250, 10000, 40000 and 160000 by default; the last takes some 3 GB
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
case "${1:-}" in -h | --help) sed -n '2,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;; esac
cd "$home"
[[ $# -gt 0 ]] || set -- 1250 10000 40000 160000
classes=spark-jobs/target
if [[ ! -d "$classes/test-classes" || ! -f "$classes/classpath-embedded.txt" ]]; then
  echo "error: the build is missing; run: mvn -q -DskipTests package" >&2
  exit 2
fi
if [[ -n "${JAVA_HOME:-}" ]]; then java="$JAVA_HOME/bin/java"; else java=java; fi
state="target/long/ridge-$(git rev-parse --short=12 HEAD)"
mkdir -p "$state"
for cases in "$@"; do
  if [[ ! -e "$state/$cases" ]]; then
    # The study resolves conf/ as the tests do, from the module's folder.
    (cd spark-jobs && "$java" @../scripts/submit/jvm.options "-Xmx${JUSTE_DROIT_MEMORY:-6g}" \
      -cp "target/test-classes:target/classes:$(tr -d '\n' <target/classpath-embedded.txt)" \
      fr.justedroit.model.RidgeStudy "$cases") >"$state/part"
    mv "$state/part" "$state/$cases"
  fi
  cat "$state/$cases"
done
