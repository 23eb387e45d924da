"""What boucle.sh measures on the simulator's truth, which no job of the software can read.

usage: boucle_result.py rank ROOT MONTH      the ranking in force beside the truth of that month, as JSON
       boucle_result.py seed ROOT SEED S     both rankings of a seed, what its evaluation published, and seconds
       boucle_result.py sum STATE COMMIT N   all seeds
"""

import csv
import json
import math
import os
import platform
import sys
from pathlib import Path

CAFS = ["001", "031", "974"]
MIN_EUR, MIN_MONTHS = 600, 6
# Student's law, 97.5 %, by degrees of freedom.
STUDENT = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262}


def truth(root, month):
    """Would a control confirm an irregularity of the target: fraud, or an indu of at least 600 EUR over 6 months."""
    found = {}
    for caf in CAFS:
        with Path(f"{root}.verite/{month}/{caf}/verite.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter=";"):
                owed = float(row["indu_eur"]) >= MIN_EUR and int(row["duree_mois"]) >= MIN_MONTHS
                found[caf, row["dossier_id"]] = bool(row["code_fraude"]) or owed
    return found


def area(scores):
    """Area under the curve, ties for one half, from (score, positive) pairs."""
    positives = sum(1 for _, positive in scores if positive)
    negatives = len(scores) - positives
    scores.sort(key=lambda pair: pair[0])
    total, below, at = 0.0, 0, 0
    while at < len(scores):
        end = at
        while end < len(scores) and scores[end][0] == scores[at][0]:
            end += 1
        up = sum(1 for _, positive in scores[at:end] if positive)
        down = end - at - up
        total += up * (below + down / 2)
        below += down
        at = end
    return total / (positives * negatives)


def rank(root, month):
    from deltalake import DeltaTable

    known, scores, models = truth(root, month), [], set()
    for caf in CAFS:
        for row in DeltaTable(f"{root}/resultat/{caf}/classement").to_pyarrow_table().to_pylist():
            if row["mois"] == month:
                scores.append((row["score"], known[caf, row["dossier_id"]]))
                models.add(row["modele_id"])
    assert len(models) == 1 and len(scores) > 1000, "one model ranks everybody"
    positives = sum(1 for _, positive in scores if positive)
    return {"model": models.pop(), "dossiers": len(scores), "positives": positives, "auc": round(area(scores), 4)}


def seed(root, number, seconds):
    from deltalake import DeltaTable

    first, second = (json.loads(Path(f"{root}.{name}").read_text()) for name in ("first", "second"))
    published = [
        row
        for row in DeltaTable(f"{root}/allnat/mesure").to_pyarrow_table().to_pylist()
        if row["modele_id"].startswith(second["model"]) and row["groupe"] == "tous"
    ]
    arms = {
        f"{row['mesure']} {row['modele_id'][len(second['model']):]}".strip(): [row["valeur"], row["bas"], row["haut"]]
        for row in published
        if "aleatoire" in row["mesure"] or row["mesure"].startswith("auc")
    }
    refused = [line.strip()[5:] for line in Path(f"{root}.gate").read_text().splitlines() if line.startswith("  why: ")]
    return {
        "seed": int(number),
        "loop_s": int(seconds),
        "first": first,
        "second": second,
        "gate_refused": refused,
        "published": arms,
    }


def total(state, commit, dossiers):
    seeds = [json.loads(file.read_text()) for file in sorted(Path(state).glob("*.json"))]
    gains = [one["second"]["auc"] - one["first"]["auc"] for one in seeds]
    mean = sum(gains) / len(gains)
    half = None
    if len(gains) > 1:
        deviation = math.sqrt(sum((gain - mean) ** 2 for gain in gains) / (len(gains) - 1))
        half = STUDENT[min(9, len(gains) - 1)] * deviation / math.sqrt(len(gains))
    return {
        "commit": commit,
        "machine": f"{platform.machine()}, {len(os.sched_getaffinity(0))} cores",
        "dossiers": int(dossiers),
        "mean_gain": round(mean, 4),
        "interval": None if half is None else [round(mean - half, 4), round(mean + half, 4)],
        "seeds": seeds,
    }


if __name__ == "__main__":
    result = {"rank": rank, "seed": seed, "sum": total}[sys.argv[1]](*sys.argv[2:])
    print(json.dumps(result, indent=2, ensure_ascii=False))
    sys.stdout.flush()
    # delta-rs keeps threads that outlive the interpreter.
    os._exit(0)
