"""Our attacks beside the Anonymeter package (tried: 1.1.0), on releases of cells of 11, of 3, and of rows.

The sample and our figures come from AnonymeterSample, in the build. Both sides attack the same 500 released and 500 other
people. Linkability and inference are compared: both intervals must meet, on the cells, and on the rows, where the risk must
be above 0.3 for both wherever it is for one. On cells of 3, ours must not find less: it takes a variable as one, however
many shares it has, where the package weighs each share, and finds up to three times more there. Of inference, the
variables that nobody shares nearly always; a mean is rounded to the code that it tells, as ours does. Singling out is not
compared: the package drops duplicate rows first.

Run: python scripts/oracle/anonymeter.py [seed ...]      1 by default; needs the build (mvn test-compile)
"""

import json
import pathlib
import subprocess
import sys
import warnings

sys.path.pop(0)  # this file bears the package's name
import numpy as np
import pandas as pd
from anonymeter.evaluators import InferenceEvaluator, LinkabilityEvaluator

warnings.filterwarnings("ignore")
TARGET = pathlib.Path(__file__).parents[2] / "spark-jobs/target"
UNSAFE = 0.3
ATTACKS = 500


def sample(seed):
    classpath = f"{TARGET}/test-classes:{TARGET}/classes:" + (TARGET / "classpath-embedded.txt").read_text().strip()
    command = ["java", "-cp", classpath, "fr.justedroit.allnat.AnonymeterSample", seed]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()[-1])


def columns_of(given, name):
    return [column for column in given["colonnes"] if column == name or column.startswith(name + "__")]


def told(frame, variable):
    """The code that a row, or a mean, tells of a variable; 0 where a person's is unknown."""
    name = variable["nom"]
    if variable["genre"] == "ORDERED":
        code = np.floor(frame[name] + 0.5).clip(1, variable["codes"]).astype(int)
    else:
        shares = frame[[f"{name}__{code}" for code in range(1, variable["codes"] + 1)]]
        code = pd.Series(shares.to_numpy().argmax(axis=1) + 1, index=frame.index)
    return code


def interval(evaluator):
    risk = evaluator.risk(confidence_level=0.95)
    return [risk.value, *risk.ci]


def meets(one, other):
    return one[1] <= other[2] and other[1] <= one[2]


def agree_on(name, ours, theirs):
    if name == "trios":
        return ours[2] >= theirs[1]
    return meets(ours, theirs) and (max(ours[0], theirs[0]) <= UNSAFE or min(ours[2], theirs[2]) > UNSAFE)


def compare(name, what, ours, theirs, problems):
    agree = agree_on(name, ours, theirs)
    what = f"{name} {what}"
    figures = " ".join(f"{value:.3f}" for value in ours + theirs)
    print(f"{'ok ' if agree else 'NO '} {what}: ours {figures[:17]}, Anonymeter {figures[18:]}")
    if not agree:
        problems.append(what)


def attack(given, name, seed, problems):
    release = given[name]
    frames = [pd.DataFrame(given[part], columns=given["colonnes"]) for part in ("publies", "temoins")]
    records = pd.DataFrame(release["lignes"], columns=given["colonnes"])
    outside = [column for known in given["exterieur"] for column in columns_of(given, known)]
    inside = [column for column in given["colonnes"] if column not in outside]
    linkability = LinkabilityEvaluator(
        ori=frames[0], syn=records, control=frames[1], n_attacks=ATTACKS, aux_cols=(outside, inside), n_neighbors=1
    )
    linkability.evaluate(n_jobs=1)
    compare(name, f"rapprochement, seed {seed}", release["rapprochement"], interval(linkability), problems)
    for variable in given["variables"]:
        if variable["nom"] in given["exterieur"]:
            continue
        known = [frame[frame[f"{variable['nom']}__inconnu"] == 0] for frame in frames]
        guessed = [frame[outside].assign(secret=told(frame, variable).astype(str)) for frame in (*known, records)]
        attacks = min(len(known[0]), len(known[1]))
        inference = InferenceEvaluator(
            ori=guessed[0],
            syn=guessed[2],
            control=guessed[1],
            aux_cols=outside,
            secret="secret",
            n_attacks=attacks,
            regression=False,
        )
        inference.evaluate(n_jobs=1)
        deduced = release["deduction"][variable["nom"]]
        compare(name, f"{variable['nom']}, seed {seed}", deduced, interval(inference), problems)


def main():
    problems = []
    for seed in sys.argv[1:] or ["1"]:
        np.random.seed(int(seed))
        given = sample(seed)
        for name in ("cellules", "trios", "individus"):
            attack(given, name, seed, problems)
        if given["individus"]["rapprochement"][0] <= UNSAFE:
            problems.append("the release of rows is not unsafe: nothing was shown")
    if problems:
        sys.exit("Anonymeter disagrees: " + "; ".join(problems))
    print("Anonymeter agrees")


main()
