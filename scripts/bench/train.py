"""The other side of train.sh: XGBoost on the same cells and weights, alternation and figures. Our side is TrainBench."""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np
import xgboost

THROWN, KEPT = int(os.environ.get("THROWN", "1")), int(os.environ.get("ROUNDS", "5"))


def area(scores, outcomes):
    """The area under the ROC curve, ties counting half."""
    order = np.argsort(scores, kind="stable")
    _, start, counts = np.unique(scores[order], return_index=True, return_counts=True)
    ranks = np.repeat(start + (counts + 1) / 2, counts)
    positives = outcomes[order] == 1
    n = positives.sum()
    return float((ranks[positives].sum() - n * (n + 1) / 2) / (n * (len(outcomes) - n)))


def main(cases):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        home = pathlib.Path(__file__).resolve().parents[2]
        java = os.path.join(os.environ["JAVA_HOME"], "bin/java") if "JAVA_HOME" in os.environ else "java"
        ours = subprocess.Popen(
            [java, "@" + str(home / "scripts/submit/jvm.options"), "-Xmx" + os.environ.get("JUSTE_DROIT_MEMORY", "3g")]
            + ["-XX:+UseParallelGC", f"-Dlog4j2.configurationFile=file:{home}/conf/log4j2.properties"]
            + ["-Djuste-droit.conf=conf", "-cp", os.environ["TRAIN_CLASSPATH"]]
            + ["fr.justedroit.model.TrainBench", name, cases],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

        def ask(what):
            ours.stdin.write(what + "\n")
            ours.stdin.flush()
            return ours.stdout.readline().strip()

        if ours.stdout.readline().strip() != "ready":
            sys.exit("error: TrainBench did not start")
        settings = json.loads((folder / "settings.json").read_text())
        columns = settings["columns"]
        features = np.fromfile(folder / "features.f32", dtype="<f4").reshape(-1, columns)
        labels = np.fromfile(folder / "labels.f32", dtype="<f4").reshape(-1, 2)
        tested = np.fromfile(folder / "test.f32", dtype="<f4").reshape(-1, columns)
        outcomes = np.fromfile(folder / "outcomes.f32", dtype="<f4")
        rate = float(labels[labels[:, 0] == 1, 1].sum() / labels[:, 1].sum())
        parameters = {
            "objective": "binary:logistic",
            "max_depth": settings["depth"],
            "eta": settings["step"],
            "max_bin": settings["bins"],
            # XGBoost bounds a leaf by its hessian, weight x p x (1 - p) at the start; MLlib by its weight.
            "min_child_weight": settings["leaf_weight"] * rate * (1 - rate),
            "lambda": 0,
            "nthread": 2,
            "tree_method": "hist",
        }
        learnt = {}

        def fit():
            start = time.perf_counter()
            data = xgboost.DMatrix(features, labels[:, 0], weight=labels[:, 1], nthread=2)
            learnt["trees"] = xgboost.train(parameters, data, settings["trees"])
            return time.perf_counter() - start

        times = {"mllib": [], "xgboost": []}
        for round_number in range(THROWN + KEPT):
            taken = {"mllib": float(ask("fit")), "xgboost": fit()}
            print(f"round {round_number}: {taken}", file=sys.stderr)
            if round_number >= THROWN:
                for side, seconds in taken.items():
                    times[side].append(seconds)
        mllib_auc, logistic_auc = map(float, ask("area").split())
        xgboost_auc = area(learnt["trees"].inplace_predict(tested), outcomes)
        ours.stdin.close()
        ours.wait()
        medians = {side: statistics.median(seconds) for side, seconds in times.items()}
        print(
            json.dumps(
                {
                    "cases": settings["cases"],
                    "cells": settings["cells"],
                    "rows": settings["rows"],
                    "mllib_s": round(medians["mllib"], 3),
                    "xgboost_s": round(medians["xgboost"], 3),
                    "ratio": round(medians["mllib"] / medians["xgboost"], 2),
                    "mllib_auc": round(mllib_auc, 5),
                    "xgboost_auc": round(xgboost_auc, 5),
                    "logistic_auc": round(logistic_auc, 5),
                    "spread": round(max((max(s) - min(s)) / medians[side] for side, s in times.items()), 3),
                }
            )
        )


main(sys.argv[1])
