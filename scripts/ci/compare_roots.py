"""Says whether two roots hold the same rows: every Delta table but the journal's, read by delta-rs, sorted, compared.

    compare_roots.py ROOT OTHER

Ends with 1 and names the tables that differ. MLlib's files and reports are compared by the tables that rest on them.
"""
import os
import pathlib
import sys

import deltalake

APART = {"journal", ".bail"}
# Who deployed or promoted, and when, is of the run; which model is of the content. A deployment's checksum covers the files
# that MLlib writes, with their time stamps and random names (docs/limites.md): the model is known by its canonical form.
OF_THE_RUN = {"instant", "version_instant", "depuis", "visa_digest", "visa", "auteur", "empreinte"}


def tables(root: pathlib.Path) -> dict[str, pathlib.Path]:
    found = {}
    for log in sorted(root.rglob("_delta_log")):
        name = log.parent.relative_to(root).as_posix()
        if name.split("/")[0] not in APART:
            found[name] = log.parent
    return found


def rows(path: pathlib.Path):
    table = deltalake.DeltaTable(str(path)).to_pyarrow_table()
    names = sorted(name for name in table.column_names if name not in OF_THE_RUN)
    return sorted(tuple(repr(row[name]) for name in names) for row in table.select(names).to_pylist())


def main() -> int:
    one, other = (pathlib.Path(argument) for argument in sys.argv[1:3])
    left, right = tables(one), tables(other)
    wrong = sorted(set(left) ^ set(right))
    total = 0
    for name in sorted(set(left) & set(right)):
        mine, theirs = rows(left[name]), rows(right[name])
        total += len(mine)
        if mine != theirs:
            wrong.append(f"{name}: {len(mine)} and {len(theirs)} rows, {len(set(mine) ^ set(theirs))} differ")
    print(f"{len(left)} tables, {total} rows" + ("" if wrong else ": the same"))
    for line in wrong:
        print("differs: " + line)
    return 1 if wrong or not total else 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)
