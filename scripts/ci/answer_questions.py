"""Runs the questions of notebooks-exports/ on a root, with DuckDB over tables that delta-rs reads, and prints answers.

usage: answer_questions.py ROOT [QUESTION.sql ...]
"""

import os
import sys
from pathlib import Path

import duckdb
import pyarrow
from deltalake import DeltaTable


def main(root, questions):
    connection = duckdb.connect()
    for name in ("classement", "proposition"):
        tables = [
            DeltaTable(str(caf / name)).to_pyarrow_table()
            for caf in sorted((Path(root) / "resultat").iterdir())
            if (caf / name / "_delta_log").is_dir()
        ]
        connection.register(f"resultat_{name}", pyarrow.concat_tables(tables))
    for name in ("cellule_cas", "cellule_population", "mesure"):
        connection.register(f"allnat_{name}", DeltaTable(str(Path(root) / "allnat" / name)).to_pyarrow_table())
    for name in ("journal/execution", "modele/deploiement"):
        connection.register(name.replace("/", "_"), DeltaTable(str(Path(root) / name)).to_pyarrow_table())
    for question in questions or sorted(Path("notebooks-exports").glob("*.sql")):
        answer = connection.execute(Path(question).read_text(encoding="utf-8"))
        names = [column[0] for column in answer.description]
        rows = answer.fetchall()
        assert rows, f"{question} has no answer"
        print(f"== {Path(question).name}")
        print("\t".join(names))
        for row in rows:
            print("\t".join(str(value) for value in row))


main(sys.argv[1], sys.argv[2:])
sys.stdout.flush()
# The reader's native threads can abort the interpreter while it ends, after every answer has been printed.
os._exit(0)
