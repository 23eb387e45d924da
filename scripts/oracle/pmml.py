"""Both models of the one in force, exported and evaluated by PyPMML (tried: 1.5.8), which shares nothing with this software.

    pmml.py ROOT        its keystore is ROOT.secrets/cles.p12, as the demo makes it

Codes of dossiers and their ranked scores are read by delta-rs. Three readings of each form must agree to 1e-9: the document, the
canonical form as this script reads it, and, for the form that ranks, the column score of classement. A document with one
number changed by 1e-6 is shown to differ first. Needs the built jar.
"""

import json
import math
import pathlib
import re
import subprocess
import sys

import deltalake
from pypmml import Model

HOME = pathlib.Path(__file__).parents[2]
TOLERANCE = 1e-9
DOSSIERS = 100


def exported(root, form):
    command = [HOME / "scripts/submit/juste-droit", "model", "export", "--forme", form]
    command += ["--root", root, "--secrets", f"{root}.secrets/cles.p12"]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def derived(variables, codes):
    """The learner's columns of a dossier, as the Javadoc of FeatureLayout tells them."""
    for one in variables:
        code = codes[one["nom"]]
        if one["genre"] == "ORDERED":
            yield code if code else one["code_reference"]
        else:
            for wanted in range(1, one["code_max"] + 1):
                yield 1 if code == wanted else 0
        yield 1 if code == 0 else 0


def by_hand(model, row):
    if "coefficients" in model:
        raw = model["intercept"] + sum(weight * value for weight, value in zip(model["coefficients"], row, strict=True))
        return 1 / (1 + math.exp(-raw))
    raw = 0
    for tree in model["trees"]:
        node = 0
        while tree["feature"][node] >= 0:
            left = row[tree["feature"][node]] <= tree["threshold"][node]
            node = tree["left" if left else "right"][node]
        raw += tree["weight"] * tree["prediction"][node]
    return 1 / (1 + math.exp(-2 * raw))


def answers(document, dossiers):
    model = Model.fromString(document)
    names = list(model.inputNames)
    return [model.predict({name: codes[name] for name in names})["probabilite"] for codes in dossiers]


def apart(one, other):
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def planted(document):
    """The same document with one number changed."""
    moved = lambda found: f'{found[1]}"{float(found[2]) + 1e-6}"'
    pattern = r'(intercept=)"([^"]*)"' if "RegressionTable" in document else r'(<Node score=)"([^"]*)"'
    changed, times = re.subn(pattern, moved, document)
    assert times, "the document has no number to change"
    return changed


def ranked(root):
    """Codes and scores of dossiers spread over the ranks, over all CAFs."""
    dossiers, scores, models = [], [], set()
    for table in sorted(root.glob("resultat/*/classement")):
        ranking = deltalake.DeltaTable(str(table)).to_pyarrow_table().to_pylist()
        month = max(row["mois"] for row in ranking)
        ranking = sorted((row for row in ranking if row["mois"] == month), key=lambda row: row["rang"])
        own = root / "local" / table.parent.name / "dossier_mois"
        rows = deltalake.DeltaTable(str(own)).to_pyarrow_table(filters=[("mois", "=", month)]).to_pylist()
        codes = {row["dossier_id"]: row for row in rows}
        for row in ranking[:: max(1, len(ranking) // DOSSIERS)]:
            dossiers.append(codes[row["dossier_id"]])
            scores.append(row["score"])
            models.add(row["modele_id"])
    assert len(models) == 1, f"the lists are of {len(models)} models"
    return models.pop(), dossiers, scores


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    model_id, dossiers, scores = ranked(root)
    bundle = root / "modele" / model_id
    variables = json.loads((bundle / "dictionnaire.json").read_text())
    table = [list(derived(variables, codes)) for codes in dossiers]
    ranking_form = 0
    for form in ("arbres", "logistique"):
        document = exported(root, form)
        model = json.loads((bundle / f"{form}.json").read_text())
        read = [by_hand(model, row) for row in table]
        if apart(answers(planted(document), dossiers), read) <= TOLERANCE:
            sys.exit(f"{form}: a changed document gives the same scores, so the comparison shows nothing")
        found = apart(answers(document, dossiers), read)
        print(f"{form}: {len(dossiers)} dossiers, {found:.1e} apart at most")
        if found > TOLERANCE:
            sys.exit(f"{form}: the exported model has other scores than its canonical form")
        ranking_form += apart(read, scores) <= TOLERANCE
    if ranking_form != 1:
        sys.exit(f"{ranking_form} forms give the ranked scores, instead of one")


main()
