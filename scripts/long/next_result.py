"""What the deliveries of next.sh hold: acts on the lists of the months before, and what became of suspicions, as JSON."""

import csv
import json
import os
import platform
import sys
from collections import Counter
from pathlib import Path

state, commit, first = Path(sys.argv[1]), sys.argv[2], sys.argv[3]


def rows(month, extract):
    for file in sorted((state / "livraisons" / month).glob(f"*/{extract}.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter=";"):
                yield file.parent.name, row


def index(month):
    return int(month[:4]) * 12 + int(month[5:7])


months = sorted(folder.name for folder in (state / "livraisons").iterdir())
acts, delays, fraud, became = Counter(), Counter(), Counter(), Counter()
before = {}
for month in months:
    for _, row in rows(month, "cristal_controle"):
        if row["mois_selection"] >= first:
            acts[row["acte"]] += 1
            if row["acte"] == "FAIT":
                delays[index(row["date_acte"]) - index(row["mois_selection"])] += 1
    now = {(caf, row["controle_id"]): row["etat"] for caf, row in rows(month, "corali_fraude")}
    fraud.update(now.values())
    for control, was in before.items():
        became[f"{was} -> {now.get(control, 'nothing')}"] += 1
    before = now
print(
    json.dumps(
        {
            "commit": commit,
            "machine": f"{platform.machine()}, {len(os.sched_getaffinity(0))} cores",
            "months": months,
            "same_bytes": True,
            "acts_on_lists": dict(sorted(acts.items())),
            "months_until_done": dict(sorted(delays.items())),
            "suspicions_delivered": dict(sorted(fraud.items())),
            "from_one_month_to_the_next": dict(sorted(became.items())),
        },
        indent=2,
        ensure_ascii=False,
    )
)
