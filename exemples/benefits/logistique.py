#!/usr/bin/env python3
"""A yardstick from outside: scikit-learn's logistic regression on the raw table, beside the model's own figures.

    logistique.py [ROOT] [--modele ID]

Each worker is scored by a regression that did not see them (5 folds). Without ROOT only these lines are printed; with
it, the AUCs found in ROOT/allnat/mesure as well. The target is ui = no, whatever the model.
"""
import argparse

import numpy as np
from scipy.stats import norm
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from prepare import local_path, table

SEED = 1995
FOLDS = 5
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


def yardstick(rows, names, outcome):
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    score = cross_val_predict(model, matrix(rows, names), outcome, cv=folds, method="predict_proba")[:, 1]
    return auc(outcome, score)


def measured(root, model):
    """Rows of allnat/mesure about AUC: measure, group, value, low, high, count, month, model."""
    from deltalake import DeltaTable, QueryBuilder

    tables = QueryBuilder().register("mesure", DeltaTable(str(local_path(root) / "allnat" / "mesure")))
    found = tables.execute(
        "select mesure, groupe, valeur, bas, haut, effectif, mois, modele_id from mesure"
        " where mesure like 'auc%' order by modele_id, mois, mesure, groupe"
    ).read_all()
    columns = [found.column(i).to_pylist() for i in range(found.num_columns)]
    return [line for line in zip(*columns) if model is None or line[7] == model]


def number(value):
    return "      -" if value is None or np.isnan(value) else f"{value:7.4f}"


def line(name, learnt, value, low, high, count):
    print(f"{name:<34} {learnt:<34} {number(value)}  [{number(low)}, {number(high)}]  {count:>6}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("root", nargs="?", help="root in which the chain has run")
    arguments.add_argument("--modele", metavar="ID", help="this model only")
    arguments = arguments.parse_args()
    rows = table()
    outcome = np.array([row[OUTCOME] == "no" for row in rows], dtype=int)
    everything = [name for name in rows[0] if name not in NOT_INPUTS]
    print(f"{'model':<34} {'learnt from':<34} {'AUC':>7}  {'95 % interval':^18}  {'cases':>6}")
    line("scikit-learn, logistic", "rows, all 17 columns", *yardstick(rows, everything, outcome), len(rows))
    line("scikit-learn, logistic", "rows, the 7 columns of the model", *yardstick(rows, LEARNT, outcome), len(rows))
    if arguments.root is None:
        return
    lines = measured(arguments.root, arguments.modele)
    for measure, group, value, low, high, count, mois, model in lines:
        if group == "tous":
            line(OURS.get(measure, measure), f"cells of at least 22, {model[:12]}", value, low, high, count)
    if not lines:
        print("no AUC in allnat/mesure: nothing was evaluated, or too few cases were")


if __name__ == "__main__":
    main()
