"""The other side of kernel.sh: yardsticks, alternation and figures. Our side is KernelBench, in one JVM."""

import json
import math
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import lightgbm
import numpy as np
import xgboost

VARIABLES, TREES, DEPTH, SEED = 60, 100, 5, 7
SHAP_ROWS, CONTRIBS_ROWS = 20_000, 1_000
THROWN, KEPT = 3, int(os.environ.get("ROUNDS", "7"))


def data(rows):
    """Codes 1 to 4..31, and an outcome that depends on all of them, so that every split finds something."""
    rng = np.random.default_rng(SEED)
    codes = rng.integers(4, 32, size=VARIABLES)
    table = np.column_stack([rng.integers(1, n + 1, size=rows) for n in codes]).astype(np.uint8)
    scaled = table / codes - 0.5
    signal = scaled @ rng.normal(size=VARIABLES) + 4 * scaled[:, :20:2].prod(axis=1) + rng.normal(size=rows)
    return codes, table, (signal > 0).astype(int)


def tree(nested):
    """One of XGBoost's trees as arrays; codes are whole numbers, so that "less than" is "at most a half less"."""
    nodes = {name: [] for name in ["feature", "threshold", "prediction", "left", "right", "rows"]}

    def add(node):
        number = len(nodes["feature"])
        leaf = "leaf" in node
        nodes["feature"].append(-1 if leaf else 2 * int(node["split"][1:]))
        nodes["threshold"].append(0.0 if leaf else math.ceil(node["split_condition"]) - 0.5)
        nodes["prediction"].append(node["leaf"] if leaf else 0.0)
        nodes["rows"].append(node["cover"])
        nodes["left"].append(-1)
        nodes["right"].append(-1)
        if not leaf:
            child = {c["nodeid"]: c for c in node["children"]}
            nodes["left"][number] = add(child[node["yes"]])
            nodes["right"][number] = add(child[node["no"]])
        return number

    add(nested)
    return nodes


def main(rows):
    codes, table, outcome = data(rows)
    floats = np.ascontiguousarray(table, dtype=np.float32)
    learn = slice(0, min(rows, 50_000))
    booster = xgboost.train(
        {"max_depth": DEPTH, "eta": 0.1, "objective": "binary:logistic", "nthread": 1, "max_bin": 64, "min_child_weight": 0},
        xgboost.DMatrix(floats[learn], outcome[learn], feature_names=[f"v{v}" for v in range(VARIABLES)]),
        TREES,
    )
    booster.feature_names = None
    booster.set_param({"nthread": 1})
    light = lightgbm.train(
        {"objective": "binary", "num_leaves": 2**DEPTH, "max_depth": DEPTH, "min_data_in_leaf": 1, "num_threads": 1, "verbose": -1},
        lightgbm.Dataset(floats[learn], outcome[learn]),
        TREES,
    )
    dump = [json.loads(text) for text in booster.get_dump(dump_format="json", with_stats=True)]
    for nested in dump:
        rename(nested)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "model.json").write_text(json.dumps({"codes": codes.tolist(), "trees": [tree(t) for t in dump]}))
        (folder / "codes.bin").write_bytes(table.tobytes())
        java = os.path.join(os.environ["JAVA_HOME"], "bin/java") if "JAVA_HOME" in os.environ else "java"
        jvm = [java, "-Xmx2g", "-XX:+UseParallelGC", "-cp", os.environ["KERNEL_CLASSPATH"]]
        ours = subprocess.Popen(
            jvm + ["fr.justedroit.ensemble.KernelBench", name, str(min(rows, SHAP_ROWS))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        explained = xgboost.DMatrix(floats[:CONTRIBS_ROWS], nthread=1)

        def ask(what):
            ours.stdin.write(what + "\n")
            ours.stdin.flush()
            return float(ours.stdout.readline())

        def timed(action):
            start = time.perf_counter()
            action()
            return time.perf_counter() - start

        ask("answers")
        compare(folder, booster, floats[:1000])
        measures = {
            "kernel_rps_core": lambda: rows / ask("kernel"),
            "xgboost_rps_core": lambda: rows / timed(lambda: booster.inplace_predict(floats, predict_type="margin")),
            "lightgbm_rps_core": lambda: rows / timed(lambda: light.predict(floats, raw_score=True, num_threads=1)),
            "shap_rps_core": lambda: min(rows, SHAP_ROWS) / ask("shap"),
            "xgboost_contribs_rps_core": lambda: explained.num_row()
            / timed(lambda: booster.predict(explained, pred_contribs=True)),
        }
        rates = {measure: [] for measure in measures}
        for turn in range(THROWN + KEPT):
            for measure, rate in measures.items():
                rates[measure].append(rate())
            print("round", turn + 1, {m: round(r[-1]) for m, r in rates.items()}, file=sys.stderr)
        ours.stdin.close()
        ours.wait()
    kept = {measure: taken[THROWN:] for measure, taken in rates.items()}
    result = {measure: round(statistics.median(taken)) for measure, taken in kept.items()}
    result["spread"] = round(max((max(t) - min(t)) / statistics.median(t) for t in kept.values()), 2)
    result["rounds"] = KEPT
    print(json.dumps(result))


def rename(node):
    """Features by their place, whatever the dump calls them."""
    if "split" in node:
        node["split"] = "v" + str(node["split"]).lstrip("vf")
        for child in node["children"]:
            rename(child)


def compare(folder, booster, floats):
    """The same trees: the same margins but for a constant, the same contributions, in single precision."""
    raw = np.frombuffer((folder / "raw.bin").read_bytes())
    shift = booster.inplace_predict(floats[: len(raw)], predict_type="margin") - raw
    assert np.ptp(shift) < 1e-4, f"not the same trees: {np.ptp(shift)}"
    theirs = booster.predict(xgboost.DMatrix(floats[: len(raw)]), pred_contribs=True)[:, :-1]
    mine = np.frombuffer((folder / "shap.bin").read_bytes()).reshape(len(raw), -1)
    assert np.abs(theirs - mine).max() < 1e-3, f"not the same contributions: {np.abs(theirs - mine).max()}"


main(int(sys.argv[1]))
