"""Turns the lines that the kill tests said into docs/mesures/chain-kill.json."""
import collections
import json
import os
import pathlib
import platform
import sys

said, commit, target = sys.argv[1:]
lines = sorted(set(pathlib.Path(said).read_text(encoding="utf-8").splitlines()))
months = {line.split()[2].rstrip(":"): int(line.split()[3]) for line in lines if line.startswith("points of ")}
cuts = [line.split() for line in lines if line.startswith("cut ")]
halts = [line.split() for line in lines if line.startswith("halt ")]
by_point = collections.Counter(f"{cut[2]} {cut[4].rstrip(':')}" for cut in cuts)
result = {
    "commit": commit,
    "machine": f"{os.cpu_count()} cores, {platform.machine()}",
    "world": "1 CAF, 500 dossiers",
    "points_by_month": months,
    "points_cut_with_same_content": len({cut[1] for cut in cuts}),
    "cuts_by_month_and_kind": dict(sorted(by_point.items())),
    "processes_halted_with_same_content": len(halts),
    "halted_at": [f"{halt[1]} {halt[4].rstrip(':')}" for halt in halts],
}
if result["points_cut_with_same_content"] != sum(months.values()):
    sys.exit("some points were not shown: run again")
pathlib.Path(target).write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
print(json.dumps(result, ensure_ascii=False))
