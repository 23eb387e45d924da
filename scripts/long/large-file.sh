#!/usr/bin/env bash
# One file of a delivery, far larger than memory has room for, taken in to its last line (LargeFileLongTest).
#
#   large-file.sh [--megabytes N]        2048 by default
#
# The result goes to docs/mesures/large-file.json, with the commit and the machine. Needs the build and twice the file's size
# in the temporary folder.
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
megabytes=2048
while [[ $# -gt 0 ]]; do
  case "$1" in
    --megabytes) megabytes=$2; shift 2 ;;
    -h | --help) sed -n '2,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "error: unknown option $1 (see --help)." >&2; exit 2 ;;
  esac
done
cd "$home"
mkdir -p target/long docs/mesures
if ! mvn -q -B failsafe:integration-test failsafe:verify -Dit.test=LargeFileLongTest -pl spark-jobs \
  "-Djuste-droit.large.megabytes=$megabytes" >target/long/large-file.txt 2>&1; then
  echo "error: LargeFileLongTest failed; see target/long/large-file.txt" >&2
  exit 1
fi
said=$(grep -ahE '^large ' spark-jobs/target/failsafe-reports/fr.justedroit.dossier.LargeFileLongTest-output.txt | tail -1)
python3 - "$said" "$(git rev-parse --short=12 HEAD)" <<'PY' | tee docs/mesures/large-file.json
import json, os, platform, re, sys
megabytes, rows, seconds, heap = (float(part) for part in re.findall(r"[0-9.]+", sys.argv[1]))
print(json.dumps({
    "commit": sys.argv[2],
    "machine": f"{platform.machine()}, {len(os.sched_getaffinity(0))} cores",
    "megabytes": int(megabytes),
    "rows": int(rows),
    "ingest_s": seconds,
    "heap_mb": int(heap),
}, indent=2))
PY
