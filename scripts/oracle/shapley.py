"""Shapley values of the trees by the shap package (tried: 0.51.0), for ShapleyTest.

The models cross over as JSON of their trees, in the canonical form. This script knows of codes only what
FeatureLayout's Javadoc says: it derives the learner's columns itself, asks the package for each column's value, and adds
up the columns of a variable.

Run: python scripts/oracle/shapley.py [--write]      compares, or writes the package's answers into the file
Cases, without answers: mvn test -pl spark-jobs -Dtest=ShapleyTest -Djuste-droit.golden.write=true
"""

import json
import pathlib
import sys

import numpy as np
import shap

# Written once and asked again, on other machines: the package keeps single precision against a background.
TOLERANCE = {"base": 1e-9, "chemin": 1e-9, "contre_fond": 1e-6}
GOLDEN = pathlib.Path(__file__).parents[2] / "spark-jobs/src/test/resources/golden/ensemble/shapley.json"


def columns(variables):
    """By column: its variable, and its value for each code."""
    for v, one in enumerate(variables):
        if one["genre"] == "ORDERED":
            yield v, lambda code, reference=one["reference"]: code if code else reference
        else:
            for wanted in range(1, one["codes"] + 1):
                yield v, lambda code, wanted=wanted: float(code == wanted)
        yield v, lambda code: float(code == 0)


def package_trees(model):
    trees = []
    for tree in model["trees"]:
        trees.append(
            {
                "children_left": np.array(tree["left"]),
                "children_right": np.array(tree["right"]),
                "children_default": np.array(tree["left"]),
                "features": np.array(tree["feature"]),
                "thresholds": np.array(tree["threshold"], dtype=float),
                "values": tree["weight"] * np.array(tree["prediction"], dtype=float).reshape(-1, 1),
                "node_sample_weight": np.array(tree["poids"], dtype=float),
            }
        )
    return {"trees": trees, "tree_output": "raw_value", "internal_dtype": np.float64, "input_dtype": np.float64}


def answers(case):
    derived = list(columns(case["variables"]))
    assert len(derived) == case["modele"]["colonnes"]
    table = lambda rows: np.array([[value(row[v]) for v, value in derived] for row in rows], dtype=float)
    owner = np.array([v for v, _ in derived])

    def by_variable(values):
        return [[float(line[owner == v].sum()) for v in range(len(case["variables"]))] for line in values]

    rows, background = table(case["codes"]), table(case["fond"])
    path = shap.TreeExplainer(package_trees(case["modele"]), feature_perturbation="tree_path_dependent")
    against = shap.TreeExplainer(package_trees(case["modele"]), background, feature_perturbation="interventional")
    return {
        "base": float(np.ravel(path.expected_value)[0]),
        "chemin": by_variable(path.shap_values(rows, check_additivity=False).reshape(len(rows), -1)),
        "contre_fond": by_variable(against.shap_values(rows, check_additivity=False).reshape(len(rows), -1)),
    }


cases = json.loads(GOLDEN.read_text())
worst = dict.fromkeys(TOLERANCE, 0.0)
for case in cases:
    given = answers(case)
    if "--write" in sys.argv:
        case.update(given)
    for name, numbers in given.items():
        worst[name] = max(worst[name], float(np.abs(np.array(numbers) - np.array(case[name])).max()))
if "--write" in sys.argv:
    GOLDEN.write_text(json.dumps(cases, separators=(",", ":")) + "\n")
assert all(worst[name] <= TOLERANCE[name] for name in worst), f"the package gives other numbers: {worst}"
print(f"shap {shap.__version__}: {len(cases)} ensembles, largest differences {worst}")
