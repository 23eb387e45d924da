"""What feedback.sh leaves out and counts.

usage: feedback_result.py forget CONF                          no past control or indu in a copy of conf/
       feedback_result.py count ROOT VARIANT SEED FIRST YEARS  who the controls of each year of lists fell on, as JSON
       feedback_result.py sum STATE COMMIT N                   all runs
"""

import json
import os
import platform
import re
import sys
from collections import defaultdict
from pathlib import Path

CAFS = ["001", "031", "974"]
LOOKS_BACK = 24


def forget(conf):
    """No variable of past controls or indus is a model's any more."""
    dictionary = Path(conf, "variables.yaml")
    blocks = re.split(r"(?m)^(?=  [a-z_0-9]+:$)", dictionary.read_text(encoding="utf-8"))
    left_out = []
    for i, block in enumerate(blocks):
        if re.search(r"(?m)^    categorie: (controles|indus)$", block) and "    role: modele\n" in block:
            told = re.sub(r"(?m)^    dit: \S+$", "    dit: aucun", block)
            blocks[i] = told.replace("    role: modele\n", "    role: exclu\n", 1)
            left_out.append(block.strip().split(":")[0])
    assert len(left_out) == 8, left_out
    dictionary.write_text("".join(blocks), encoding="utf-8")
    learning = Path(conf, "apprentissage.yaml")
    lines = learning.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not any(line.startswith(f"  - {name} ") for name in left_out)]
    learning.write_text("".join(kept), encoding="utf-8")
    return {"left_out": left_out}


def months_of(text):
    year, month = text.split("-")
    return int(year) * 12 + int(month) - 1


def controls(root):
    """Controls made, as CAF, dossier, origin and month of selection."""
    from deltalake import DeltaTable

    for caf in CAFS:
        columns = ["dossier_id", "origine", "mois_selection", "etat"]
        for row in DeltaTable(f"{root}/local/{caf}/cas").to_pyarrow_table(columns=columns).to_pylist():
            if row["etat"] != "ecarte":
                yield caf, row["dossier_id"], row["origine"], months_of(row["mois_selection"])


def ranked(root):
    """The newest month that is ranked (older rankings are purged), and its dossiers."""
    from deltalake import DeltaTable

    by_month = defaultdict(list)
    for caf in CAFS:
        for row in DeltaTable(f"{root}/resultat/{caf}/classement").to_pyarrow_table(columns=["mois", "dossier_id"]).to_pylist():
            by_month[row["mois"]].append((caf, row["dossier_id"]))
    newest = max(by_month)
    return newest, by_month[newest]


def count(root, variant, seed, first, years):
    all_controls = list(controls(root))
    selections = defaultdict(list)
    for caf, dossier, _, month in all_controls:
        selections[caf, dossier].append(month)

    def was_controlled(caf, dossier, month):
        return any(month - LOOKS_BACK <= other < month for other in selections[caf, dossier])

    begin = months_of(first)
    by_year = []
    for year in range(1, int(years) + 1):
        counts = {origin: [0, 0] for origin in ("ciblage", "aleatoire")}
        for caf, dossier, origin, month in all_controls:
            if origin in counts and begin + 12 * (year - 1) < month <= begin + 12 * year:
                counts[origin][0] += was_controlled(caf, dossier, month)
                counts[origin][1] += 1
        by_year.append(
            {"year": year}
            | {f"{origin}_controls": total for origin, (_, total) in counts.items()}
            | {f"{origin}_controlled_before": round(past / total, 4) if total else None for origin, (past, total) in counts.items()}
        )
    newest, dossiers = ranked(root)
    share = sum(was_controlled(caf, dossier, months_of(newest)) for caf, dossier in dossiers) / len(dossiers)
    learnt = [file.read_text().strip() for file in sorted(Path(root).parent.glob(f"{Path(root).name}.learnt-*"))]
    return {
        "variant": variant,
        "seed": int(seed),
        "years": by_year,
        "dossiers_controlled_before": round(share, 4),
        "dossiers_of": newest,
        "models_kept_out": learnt.count("4"),
    }


def total(state, commit, dossiers):
    return {
        "commit": commit,
        "machine": f"{platform.machine()}, {len(os.sched_getaffinity(0))} cores",
        "dossiers": int(dossiers),
        "runs": [json.loads(file.read_text()) for file in sorted(Path(state).glob("*.json"))],
    }


if __name__ == "__main__":
    result = {"forget": forget, "count": count, "sum": total}[sys.argv[1]](*sys.argv[2:])
    print(json.dumps(result, indent=2, ensure_ascii=False))
    sys.stdout.flush()
    # delta-rs keeps threads that outlive the interpreter.
    os._exit(0)
