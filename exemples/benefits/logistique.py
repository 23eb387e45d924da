#!/usr/bin/env python3
"""A yardstick from outside: scikit-learn's logistic regression on the raw table, beside the model's own figures.

    logistique.py [ROOT] [--modele ID]

Each worker is scored by a regression that did not see them: one of 5 folds, or one learnt on earlier years. With ROOT
the AUCs found in ROOT/allnat/mesure are printed too, beside a regression learnt on the rows of the same years. The target
is ui = no, whatever the model.
"""
import argparse
import re

import numpy as np
from scipy.stats import norm
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from prepare import local_path, table

SEED = 1995
FOLDS = 5
PERIOD_ZERO = 1981  # yrdispl 1 is 1982, and period 1991-01
NUMBERS = ["stateur", "statemb", "age", "tenure", "rr"]
LEARNT = ["tenure", "joblost", "rr", "statemb", "stateur", "married", "dkids"]  # role modele in conf/variables.yaml
OUTCOME = "ui"
NOT_INPUTS = ["", OUTCOME]
OURS = {"auc_arbres": "juste-droit, trees", "auc_logistique": "juste-droit, logistic"}


def matrix(rows, names):
    """Numbers as they are, the rest as one column per value but the first."""
    columns = []
    for name in names:
        values = [row[name] for row in rows]
        if name in NUMBERS:
            columns.append(np.array(values, dtype=float))
        else:
            columns += [np.array([value == one for value in values], dtype=float) for one in sorted(set(values))[1:]]
    return np.column_stack(columns)


def auc(outcome, score):
    """AUC and its 95 % interval (DeLong, DeLong and Clarke-Pearson 1988)."""
    positive, negative = score[outcome == 1], score[outcome == 0]
    wins = (positive[:, None] > negative[None, :]) + 0.5 * (positive[:, None] == negative[None, :])
    value = wins.mean()
    variance = wins.mean(axis=1).var(ddof=1) / len(positive) + wins.mean(axis=0).var(ddof=1) / len(negative)
    half = norm.ppf(0.975) * np.sqrt(variance)
    return value, value - half, value + half


def regression():
    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000))


def by_folds(rows, names, outcome):
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    score = cross_val_predict(regression(), matrix(rows, names), outcome, cv=folds, method="predict_proba")[:, 1]
    return auc(outcome, score)


def by_years(rows, names, outcome, earlier):
    columns = matrix(rows, names)
    model = regression().fit(columns[earlier], outcome[earlier])
    return auc(outcome[~earlier], model.predict_proba(columns[~earlier])[:, 1])


def measured(root, wanted):
    """AUCs of allnat/mesure over everyone, by model: measure, value, low, high, count of its newest evaluation."""
    from deltalake import DeltaTable, QueryBuilder

    tables = QueryBuilder().register("mesure", DeltaTable(str(local_path(root) / "allnat" / "mesure")))
    found = tables.execute(
        "select modele_id, mois, mesure, valeur, bas, haut, effectif from mesure where groupe = 'tous'"
        f" and mesure in ({', '.join(repr(name) for name in OURS)}) order by modele_id, mois, mesure"
    ).read_all()
    newest = {}
    for model, mois, *figures in zip(*(found.column(i).to_pylist() for i in range(found.num_columns))):
        if wanted in (None, model):
            newest.setdefault(model, {}).setdefault(mois, []).append(figures)
    return {model: months[max(months)] for model, months in newest.items()}


def number(value):
    return "     -" if value is None or np.isnan(value) else f"{value:6.3f}"


def line(name, learnt, tested, figures, count):
    value, low, high = map(number, figures)
    print(f"{name:<23} {learnt:<32} {tested:<14} {value}  [{low}, {high}]  {count:>5}")


def window(model):
    """Last period that a model learnt from, 1 to 10, as its name says it."""
    return int(re.search(r"-[0-9]{4}-([0-9]{2})-", model).group(1))


def years(first, last):
    return f"{PERIOD_ZERO + first}-{PERIOD_ZERO + last}"


def compare(rows, outcome, model, lines):
    """The figures of one model, after a regression on the rows of the same years, tested on the same later ones."""
    last = window(model)
    learnt, tested = years(1, last), years(last + 1, 10)
    earlier = np.array([int(row["yrdispl"]) <= last for row in rows])
    if not earlier.all():
        figures = by_years(rows, LEARNT, outcome, earlier)
        line("scikit-learn, logistic", f"{learnt}, rows, 7 columns", tested, figures, (~earlier).sum())
    for measure, value, low, high, count in lines:
        line(OURS[measure], f"{learnt}, cells of 22 or more", tested, (value, low, high), count)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("root", nargs="?", help="root in which the chain has run")
    arguments.add_argument("--modele", metavar="ID", help="this model only")
    arguments = arguments.parse_args()
    rows = table()
    outcome = np.array([row[OUTCOME] == "no" for row in rows], dtype=int)
    everything = [name for name in rows[0] if name not in NOT_INPUTS]
    found = measured(arguments.root, arguments.modele) if arguments.root else {}
    print(f"{'model':<23} {'learnt from':<32} {'tested on':<14} {'AUC':>6}  {'95 % interval':^16}  {'cases':>5}")
    for names, words in ((everything, "all 17 columns"), (LEARNT, "7 columns")):
        figures = by_folds(rows, names, outcome)
        line("scikit-learn, logistic", f"{years(1, 10)}, rows, {words}", f"{FOLDS} folds", figures, len(rows))
    for model, lines in found.items():
        compare(rows, outcome, model, lines)
    if arguments.root and not found:
        print("no AUC in allnat/mesure: nothing was evaluated, or too few cases were")


if __name__ == "__main__":
    main()
